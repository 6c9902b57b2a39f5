import type {AppState} from '../store/app-store.ts';
import type {RunView} from '../store/run-view.ts';
import {browseKeymap} from './global-keymap.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const run = ({state}: ScreenContext) => state().run;

const toTokens = (label: string, keys: readonly string[]): Keymap[number] => ({
	id: 'run.leave',
	keys,
	label,
	group: 'Operation',
	footer: 'always',
	run({state}) {
		// What was typed, a passphrase above all, is not kept for an operation that goes on without it.
		state().dropDraft();
		state().restart({name: 'tokens'});
	},
});

/** The keys while an operation is on its way. */
export const runRunningKeymap: Keymap = [
	{
		id: 'run.cancel',
		keys: ['escape'],
		label: 'Stop waiting',
		group: 'Operation',
		footer: 'always',
		run: ({state}) => state().cancelRun(),
	},
	...browseKeymap,
];

/** The keys once a token is there and may be tried. */
export const runMadeKeymap: Keymap = [
	{
		id: 'run.try',
		keys: ['enter', 't'],
		label: 'Try it',
		group: 'Operation',
		footer: true,
		run(context) {
			const tokenId = run(context)?.tokenId;
			if (tokenId === undefined) return;
			const {replace, startTry} = context.state();
			replace({name: 'try', tokenId});
			void startTry(tokenId);
		},
	},
	toTokens('To the tokens', ['escape']),
	...browseKeymap,
];

/** The keys once a token is there whose private key is not. */
export const runBroughtKeymap: Keymap = [
	toTokens('To the tokens', ['enter', 'escape']),
	{
		id: 'run.try',
		keys: ['t'],
		label: 'Try it',
		group: 'Operation',
		footer: true,
		blockedBy: () => 'No private key here: `pat-tui key import FILE` adds it.',
		run: () => undefined,
	},
	...browseKeymap,
];

const toRotation = (
	id: string,
	key: string,
	label: string,
	does: 'finish' | 'roll-back',
): Keymap[number] => ({
	id,
	keys: [key],
	label,
	group: 'Rotate key',
	footer: true,
	changes: true,
	run(context) {
		const tokenId = run(context)?.overlap?.tokenId;
		if (tokenId === undefined) return;
		const {replace, beginRotation} = context.state();
		replace({name: 'rotate', tokenId});
		void beginRotation(tokenId, does);
	},
});

/** The keys while both keys of a token work. */
export const runOverlapKeymap: Keymap = [
	{
		id: 'rotate.export',
		keys: ['enter', 'x'],
		label: 'Take the new key away',
		group: 'Rotate key',
		footer: true,
		blockedBy: context =>
			run(context)?.overlap?.isKeyElsewhere
				? 'The private key of the new one is with you: nothing of it is here.'
				: undefined,
		run(context) {
			const tokenId = run(context)?.overlap?.tokenId;
			if (tokenId === undefined) return;
			const {beginExport, go} = context.state();
			beginExport(tokenId);
			go({name: 'export', tokenId});
		},
	},
	toRotation('rotate.finish', 'f', 'Finish', 'finish'),
	toRotation('rotate.roll-back', 'b', 'Roll back', 'roll-back'),
	toTokens('Leave, go on later', ['escape']),
	...browseKeymap,
];

/** The keys once an operation is over. */
export const runDoneKeymap: Keymap = [toTokens('To the tokens', ['enter', 'escape']), ...browseKeymap];

/** The keys once a project is made: back to where it was wanted. */
export const runProjectKeymap: Keymap = [
	{
		id: 'run.go-on',
		keys: ['enter', 'escape'],
		label: 'Go on',
		group: 'Operation',
		footer: 'always',
		run({state}) {
			const {routes, back, restart} = state();
			const {name} = routes.at(-2) ?? {};
			if (name === 'projects' || name === 'setup-project') back();
			else restart({name: 'tokens'});
		},
	},
	...browseKeymap,
];

/** The keys when an operation stopped in the middle. */
export const runStoppedKeymap: Keymap = [
	{
		id: 'run.retry',
		changes: true,
		keys: ['r'],
		label: 'Try again',
		group: 'Operation',
		footer: true,
		run({state}) {
			const {run: stopped, resumeOperation, startCreate, submitProject, submitRotation} = state();
			if (stopped?.operationId !== undefined) void resumeOperation(stopped.operationId);
			else if (stopped?.kind === 'create') void startCreate();
			else if (stopped?.kind === 'create-project') void submitProject();
			else if (stopped?.kind === 'rotate' || stopped?.kind === 'quarantine') void submitRotation();
			else state().restart({name: 'tokens'});
		},
	},
	{
		id: 'run.send-again',
		changes: true,
		keys: ['a'],
		label: 'Send again',
		group: 'Operation',
		footer: true,
		blockedBy: context =>
			run(context)?.failure?.kind === 'unsure'
				? undefined
				: 'Only needed when nobody knows whether it happened.',
		run({state}) {
			const id = state().run?.operationId;
			if (id !== undefined) void state().resumeOperation(id, {sendAgain: true});
		},
	},
	{
		id: 'run.undo',
		changes: true,
		keys: ['u'],
		label: 'Take it back',
		group: 'Operation',
		footer: true,
		blockedBy: context =>
			run(context)?.operationId === undefined
				? 'Nothing was begun, so there is nothing to take back.'
				: undefined,
		run({state}) {
			const id = state().run?.operationId;
			if (id !== undefined) void state().undoOperation(id);
		},
	},
	{
		id: 'run.change',
		changes: true,
		keys: ['e'],
		label: 'Change the input',
		group: 'Operation',
		footer: true,
		blockedBy: context =>
			(run(context)?.kind === 'create' && run(context)?.tokenId === undefined) ||
			(run(context)?.kind === 'create-project' && run(context)?.operationId === undefined)
				? undefined
				: 'It is too late to change it: go on or take it back.',
		run({state}) {
			void state().changeInput();
		},
	},
	toTokens('Leave it open', ['escape']),
	...browseKeymap,
];

const isMade = ({kind, tokenId}: RunView) =>
	(kind === 'create' || kind === 'resume') && tokenId !== undefined;

/** The keys of an operation as it stands now. */
export const runKeymapNow = ({run: shown}: Pick<AppState, 'run'>): Keymap => {
	if (shown?.status === 'running') return runRunningKeymap;
	if (shown?.status === 'stopped') return runStoppedKeymap;
	if (shown?.overlap) return runOverlapKeymap;
	if (shown?.projectId !== undefined) return runProjectKeymap;
	if (!shown || !isMade(shown)) return runDoneKeymap;
	return shown.isKeyElsewhere ? runBroughtKeymap : runMadeKeymap;
};
