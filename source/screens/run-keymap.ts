import {browseKeymap} from '../app/global-keymap.ts';
import type {Keymap, ScreenContext} from '../app/screen-context.tsx';

const run = ({state}: ScreenContext) => state().run;
const isStopped = (context: ScreenContext) => run(context)?.status === 'stopped';
const unlessStopped = (context: ScreenContext) => (isStopped(context) ? undefined : 'Nothing has stopped here.');
const needsOpen = (context: ScreenContext) =>
	isStopped(context) && run(context)?.operationId !== undefined ? undefined : 'There is no open operation here.';

/** The keys of a running, finished or stopped operation. */
export const runKeymap: Keymap = [
	{
		id: 'run.go-on',
		keys: ['enter'],
		label: 'Go on',
		group: 'Operation',
		footer: true,
		blockedBy(context) {
			const status = run(context)?.status;
			if (status === 'running') return 'Wait, or press Esc to stop waiting.';
			return status === 'stopped' ? 'It stopped: choose below what to do.' : undefined;
		},
		run({state}) {
			const {run: ended, replace, startTry, restart, dropDraft} = state();
			dropDraft();
			if ((ended?.kind === 'create' || ended?.kind === 'resume') && ended.tokenId !== undefined) {
				replace({name: 'try', tokenId: ended.tokenId});
				void startTry(ended.tokenId);
			} else {
				restart({name: 'tokens'});
			}
		},
	},
	{
		id: 'run.retry',
		keys: ['r'],
		label: 'Try again',
		group: 'Operation',
		footer: true,
		blockedBy: unlessStopped,
		run({state}) {
			const {run: stopped, resumeOperation, startCreate} = state();
			if (stopped?.operationId !== undefined) void resumeOperation(stopped.operationId);
			else if (stopped?.kind === 'create') void startCreate();
		},
	},
	{
		id: 'run.send-again',
		keys: ['a'],
		label: 'Send again',
		group: 'Operation',
		footer: true,
		blockedBy: context => (isStopped(context) && run(context)?.failure?.kind === 'unsure' ? undefined : 'Only needed when nobody knows whether it happened.'),
		run({state}) {
			const id = state().run?.operationId;
			if (id !== undefined) void state().resumeOperation(id, {sendAgain: true});
		},
	},
	{
		id: 'run.undo',
		keys: ['u'],
		label: 'Take it back',
		group: 'Operation',
		footer: true,
		blockedBy: needsOpen,
		run({state}) {
			const id = state().run?.operationId;
			if (id !== undefined) void state().undoOperation(id);
		},
	},
	{
		id: 'run.change',
		keys: ['e'],
		label: 'Change the input',
		group: 'Operation',
		footer: true,
		blockedBy: context =>
			isStopped(context) && run(context)?.kind === 'create' && run(context)?.tokenId === undefined
				? undefined
				: 'The token is there already: go on or take it back.',
		run({state}) {
			const {run: stopped, undoOperation, replace, editDraft} = state();
			const change = () => {
				editDraft({page: 'name'});
				replace({name: 'create'});
			};
			if (stopped?.operationId === undefined) {
				change();
				return;
			}
			// The key stays for the next try; the operation itself must not be offered any more.
			void undoOperation(stopped.operationId, {keepKey: true}).then(() => {
				if (state().run?.status === 'done') change();
			});
		},
	},
	{
		id: 'run.sign-in',
		keys: ['i'],
		label: 'Sign in again',
		group: 'Operation',
		blockedBy: context => (run(context)?.failure?.kind === 'session-ended' ? undefined : 'You are signed in.'),
		run({state}) {
			state().go({name: 'sign-in', next: 'back'});
			void state().signIn();
		},
	},
	{
		id: 'run.leave',
		keys: ['escape'],
		label: 'Leave',
		group: 'Operation',
		footer: 'always',
		run({state}) {
			const {run: current, cancelRun, restart, dropDraft} = state();
			if (current?.status === 'running') {
				cancelRun();
				return;
			}
			if (current?.status === 'done') dropDraft();
			restart({name: 'tokens'});
		},
	},
	...browseKeymap,
];
