import type {AppState} from '../store/app-store.ts';
import {browseKeymap, formKeymap} from './global-keymap.ts';
import {menuHints} from './menu-hints.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const attempt = ({state}: ScreenContext) => state().attempt;
const isBusy = (context: ScreenContext) => {
	const status = attempt(context)?.status;
	return status === 'preparing' || status === 'unlocking' || status === 'running';
};

const leave: Keymap[number] = {
	id: 'try.leave',
	keys: ['escape'],
	label: 'Back',
	group: 'Try',
	footer: 'always',
	run(context) {
		const {cancelTry, back, restart} = context.state();
		if (isBusy(context)) cancelTry();
		if (!back()) restart({name: 'tokens'});
	},
};

/** The keys of a try, while its passphrase is asked for. */
export const unlockKeymap: Keymap = [
	{
		id: 'try.unlock',
		keys: ['enter', 'ctrl+s'],
		label: 'Open the key',
		group: 'Try',
		footer: true,
		run({state}) {
			void state().unlockAndTry();
		},
	},
	{
		id: 'try.remember',
		keys: ['ctrl+r'],
		label: 'Remember it, or not',
		group: 'Try',
		footer: true,
		changes: true,
		run: ({state}) => state().toggleRemembering(),
	},
	leave,
	...formKeymap,
];

/** The keys of a try. */
export const tryKeymap: Keymap = [
	{
		id: 'try.go-on',
		keys: ['enter', 'x'],
		label: 'Take it away',
		group: 'Try',
		footer: true,
		blockedBy(context) {
			if (isBusy(context)) return 'Wait for the last step, or press Esc.';
			return attempt(context)?.outcome?.kind === 'works' ? undefined : 'It does not work yet.';
		},
		run(context) {
			const tokenId = attempt(context)?.tokenId;
			if (tokenId === undefined) return;
			const {beginExport, replace} = context.state();
			beginExport(tokenId);
			replace({name: 'export', tokenId});
		},
	},
	{
		id: 'try.again',
		keys: ['r', 't'],
		label: 'Try again',
		group: 'Try',
		footer: true,
		blockedBy: context => (isBusy(context) ? 'It is being tried.' : undefined),
		run(context) {
			const tokenId = attempt(context)?.tokenId;
			if (tokenId !== undefined) void context.state().startTry(tokenId, attempt(context)?.as);
		},
	},
	{
		id: 'try.assertion',
		keys: ['c'],
		label: 'Header and claims',
		group: 'Try',
		footer: true,
		blockedBy: context => (attempt(context)?.outcome?.assertion ? undefined : 'Nothing has been signed yet.'),
		run: ({state}) => state().toggleAssertion(),
	},
	{
		id: 'try.as',
		keys: ['a'],
		label: 'As an SDK',
		group: 'Try',
		footer: true,
		blockedBy: context => (isBusy(context) ? 'It is being tried.' : undefined),
		run: ({state}) => state().chooseTry(true),
	},
	leave,
	...browseKeymap,
];

/** The keys while it is chosen in whose way a token is tried. */
export const tryAsKeymap: Keymap = [
	...menuHints('Try it so'),
	{
		id: 'try.choose-none',
		keys: ['escape'],
		label: 'Back',
		group: 'Try',
		footer: 'always',
		run: ({state}) => state().chooseTry(false),
	},
	...browseKeymap,
];

/** The keys of a try as it stands now. */
export const tryKeymapNow = ({attempt: shown}: Pick<AppState, 'attempt'>): Keymap => {
	if (shown?.status === 'locked' || shown?.status === 'unlocking') return unlockKeymap;
	return shown?.isChoosing ? tryAsKeymap : tryKeymap;
};
