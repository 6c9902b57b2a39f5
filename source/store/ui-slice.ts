import type {Route} from './route.ts';
import type {Slice} from './slice.ts';

export type UiState = {
	/** Never empty; the last one is on the screen. */
	readonly routes: readonly Route[];
	/** One line about the last thing that happened or why a key did nothing. */
	readonly message: string;
	/** Lines for the ordinary screen after the program has ended: what was made, and where it is. */
	readonly receipts: readonly string[];
	/** Whether the next Ctrl+C ends the program. */
	readonly isQuitArmed: boolean;
	readonly go: (route: Route) => void;
	/** Goes back one screen; false when there is none to go back to. */
	readonly back: () => boolean;
	/** Puts a screen in the place of the present one. */
	readonly replace: (route: Route) => void;
	/** Leaves everything behind. */
	readonly restart: (route: Route) => void;
	readonly say: (message: string) => void;
	/** Arms quitting for two seconds; true when it was armed already. */
	readonly armQuit: () => boolean;
};

const armedMs = 2000;

/** Makes the part of the state that is about screens. */
export const uiSlice: Slice<UiState> = (set, get, {effects}) => ({
	routes: [{name: 'welcome'}],
	message: '',
	receipts: [],
	isQuitArmed: false,
	go(route) {
		set(({routes}) => ({routes: [...routes, route], message: ''}));
	},
	back() {
		const {routes} = get();
		if (routes.length < 2) return false;
		set({routes: routes.slice(0, -1), message: ''});
		return true;
	},
	replace(route) {
		set(({routes}) => ({routes: [...routes.slice(0, -1), route], message: ''}));
	},
	restart(route) {
		set({routes: [route], message: ''});
	},
	say(message) {
		set({message});
	},
	armQuit() {
		if (get().isQuitArmed) return true;
		set({isQuitArmed: true, message: 'Press Ctrl+C again to quit.'});
		void effects.clock
			.sleep(armedMs)
			.then(() => set({isQuitArmed: false, ...(get().message.startsWith('Press Ctrl+C') && {message: ''})}));
		return false;
	},
});
