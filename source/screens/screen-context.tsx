import {createContext, type ReactNode, use, useMemo, useSyncExternalStore} from 'react';
import {useStore} from 'zustand';
import {useLayer} from '../dispatch/dispatch-provider.tsx';
import {type Binding, type BoundBinding, bindKeys} from '../dispatch/keymap.ts';
import type {AppState, AppStore} from '../store/app-store.ts';
import type {SecretField} from '../store/secret-drafts.ts';
import {ruledKeymap} from './ruled-keymap.ts';

/** What the keys of the screens act on. */
export type ScreenContext = {
	readonly state: () => AppState;
	/** Ends the program. */
	readonly quit: (exitCode: number) => void;
	/** Draws everything anew. */
	readonly redraw: () => void;
	/** Gives the terminal to the shell for a while (Ctrl+Z). */
	readonly suspend: () => void;
	/** Gives the terminal to some work that needs it for itself (an editor), and draws everything anew afterwards. */
	readonly lend: (work: () => Promise<void>) => Promise<void>;
};

/** The keys of a screen, as data. */
export type Keymap = readonly Binding<ScreenContext>[];

type Value = {readonly store: AppStore; readonly context: ScreenContext; readonly now: () => number};

const Context = createContext<Value | undefined>(undefined);

/** Gives the store and the terminal to every screen below it. */
export function ScreenProvider({value, children}: {readonly value: Value; readonly children: ReactNode}) {
	return <Context value={value}>{children}</Context>;
}

const useValue = (): Value => {
	const value = use(Context);
	if (!value) throw new Error('A screen needs a ScreenProvider above it');
	return value;
};

/** Reads from the store and draws again when what was read changes. */
export const useApp = <T,>(selector: (state: AppState) => T): T => useStore(useValue().store, selector);

/** The verbs of the store, for what a component calls back. */
export const useVerbs = (): AppState => useValue().store.getState();

/** What the keys act on, for those who list keys. */
export const useScreenContext = (): ScreenContext => useValue().context;

/** Ends the program with an exit code. */
export const useQuit = (): ((exitCode: number) => void) => useValue().context.quit;

/** The present moment in milliseconds since the epoch; screens show it as it was when they were drawn last. */
export const useNow = (): number => useValue().now();

/** Reads and changes a masked field. */
export const useSecretDraft = (
	field: SecretField,
): readonly [text: string, change: (text: string) => void] => {
	const {secrets} = useValue().store;
	const text = useSyncExternalStore(secrets.subscribe, () => secrets.get(field));
	return [text, value => secrets.set(field, value)];
};

/** Makes a screen's keys listen, and gives them for its footer. */
export const useKeymap = (id: string, keymap: Keymap): readonly BoundBinding[] => {
	const {context} = useValue();
	const rules = useApp(state => state.keyRules);
	const bindings = useMemo(() => bindKeys(ruledKeymap(keymap, rules), context), [keymap, context, rules]);
	useLayer({id, bindings});
	return bindings;
};
