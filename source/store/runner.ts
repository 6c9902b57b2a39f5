import type {OwnedOperation} from '../operations/operations.ts';
import type {PlannedStep, Workflow} from '../operations/step.ts';
import type {Workbench} from '../operations/workbench.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import type {Engine} from './engine.ts';
import {makeRunEndings} from './run-endings.ts';
import {plannedRun, type RunView, withEvent} from './run-view.ts';

/** What a workflow that was put on the screen works with. */
export type Begun = {
	readonly engine: Engine;
	readonly bench: Workbench;
	readonly deps: WorkflowDeps;
	readonly signal: AbortSignal;
};

/** Makes what puts workflows on the screen, one at a time: how they begin, are watched, taken up, and stopped. */
export const makeRunner = (
	set: (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void,
	get: () => AppState,
	core: Core,
) => {
	let abort = new AbortController();

	const change = (update: (run: RunView) => RunView) => set(({run}) => (run ? {run: update(run)} : {}));

	const {end} = makeRunEndings(set, get, change, core);

	const watch = async <Outcome>(workflow: Workflow<Outcome>): Promise<Outcome> => {
		const {era} = core;
		for (;;) {
			const next = await workflow.next();
			// Of a user who was forgotten meanwhile nothing is shown any more, but the workflow comes to its end.
			if (next.done) return era === core.era ? next.value : new Promise<never>(() => undefined);
			const event = next.value;
			change(run => withEvent(run, event));
		}
	};

	/** Puts a run on the screen and gives what it works with; undefined, and said, when nobody is signed in. */
	const begin = async (runOf: (engine: Engine) => RunView): Promise<Begun | undefined> => {
		set({run: undefined, message: ''});
		const [engine, bench] = await Promise.all([core.engine(), core.bench()]);
		const {service, keyStore, operationsOf} = bench;
		const session = service.session();
		if (!session) {
			get().say('Nobody is signed in, so nothing was sent.');
			return undefined;
		}
		abort = new AbortController();
		set({run: runOf(engine)});
		const {clock, random} = core.effects;
		const deps = {service, keyStore, operations: operationsOf(session), clock, random};
		return {engine, bench, deps, signal: abort.signal};
	};

	/** Takes an operation up, with the steps that are to come already on the screen. */
	const takeUp = async (
		id: string,
		{kind, title}: Pick<RunView, 'kind' | 'title'>,
		plan: (engine: Engine, operation: OwnedOperation) => readonly PlannedStep[],
	): Promise<(Begun & {readonly operation: OwnedOperation}) | undefined> => {
		const begun = await begin(() => plannedRun(kind, title, []));
		if (!begun) return undefined;
		const taken = await begun.deps.operations.takeUp(id);
		if (!taken.ok) {
			change(run => ({...run, status: 'done', note: taken.error.message}));
			await get().loadOperations();
			return undefined;
		}
		const steps = plan(begun.engine, taken.value).map(step => ({...step, status: 'planned' as const}));
		change(run => ({...run, steps}));
		return {operation: taken.value, ...begun};
	};

	return {
		begin,
		watch,
		takeUp,
		end,
		/** Stops waiting; what was sent may still have happened. */
		cancel: () => abort.abort(),
	};
};
