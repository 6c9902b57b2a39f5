import type {OperationRecord, OwnedOperation} from '../operations/operations.ts';
import type {CreateProjectInput} from '../operations/project/create-project.ts';
import type {PlannedStep, Workflow} from '../operations/step.ts';
import type {DeleteInput} from '../operations/token/delete-token.ts';
import type {Workbench} from '../operations/workbench.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import {makeSecret} from '../text/secret.ts';
import type {Engine} from './engine.ts';
import {grantsOfDraft} from './grants-of-draft.ts';
import {makeRunEndings} from './run-endings.ts';
import {plannedRun, type RunView, withEvent} from './run-view.ts';
import type {Slice} from './slice.ts';

export type OperationsState = {
	/** Operations that were interrupted and that no running program works on. */
	readonly interrupted: readonly OperationRecord[];
	readonly run: RunView | undefined;
	readonly loadOperations: () => Promise<void>;
	/** Makes the token of the draft. */
	readonly startCreate: () => Promise<void>;
	readonly startDelete: (input: DeleteInput) => Promise<void>;
	readonly startCreateProject: (input: CreateProjectInput) => Promise<void>;
	readonly resumeOperation: (id: string, options?: {readonly sendAgain?: boolean}) => Promise<void>;
	/** Takes an operation back; with `keepKey` the key stays for another try. */
	readonly undoOperation: (id: string, options?: {readonly keepKey?: boolean}) => Promise<void>;
	/** Gives up a create that made nothing yet, and goes back to the wizard with all that was filled in and the same key. */
	readonly changeInput: () => Promise<void>;
	/** Stops waiting for whatever the run waits for; what was sent may still have happened. */
	readonly cancelRun: () => void;
};

/** What a workflow that was put on the screen works with. */
type Begun = {
	readonly engine: Engine;
	readonly bench: Workbench;
	readonly deps: WorkflowDeps;
	readonly signal: AbortSignal;
};

/** Makes the part of the state that is about operations. */
export const operationsSlice: Slice<OperationsState> = (set, get, core) => {
	let abort = new AbortController();

	const change = (update: (run: RunView) => RunView) => set(({run}) => (run ? {run: update(run)} : {}));

	const {end} = makeRunEndings(set, get, change);

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
		kind: 'resume' | 'undo',
		plan: (engine: Engine, operation: OwnedOperation) => readonly PlannedStep[],
	): Promise<(Begun & {readonly operation: OwnedOperation}) | undefined> => {
		const title = kind === 'resume' ? 'Go on with what was interrupted' : 'Take it back';
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
		interrupted: [],
		run: undefined,
		async loadOperations() {
			const {era} = core;
			const {service, operationsOf} = await core.bench();
			const session = service.session();
			if (!session) return;
			const records = await operationsOf(session).list();
			if (era === core.era) set({interrupted: records.filter(({status}) => status === 'interrupted')});
		},
		async startCreate() {
			const {draft} = get();
			const grants = grantsOfDraft(draft);
			const begun = await begin(({planCreate}) =>
				plannedRun('create', 'Making the token', planCreate(grants)),
			);
			if (!begun) return;
			const keyPair = core.keyDraft?.pair ?? begun.bench.keyGenerator.generate(draft.algorithm, begun.signal);
			const passphrase = core.secrets.get('passphrase');
			const input = {
				name: draft.name.trim(),
				keyPair,
				passphrase: passphrase ? makeSecret(passphrase) : undefined,
				grants,
			};
			const outcome = await watch(begun.engine.createToken(begun.deps, input, begun.signal));
			if (outcome.kind === 'created') core.opened.put(outcome.intent.thumbprint, (await keyPair).privateKey);
			await end(outcome);
		},
		async startDelete(input) {
			const begun = await begin(({planDelete}) =>
				plannedRun('delete', 'Deleting the token', planDelete(input)),
			);
			if (begun) await end(await watch(begun.engine.deleteToken(begun.deps, input, begun.signal)));
		},
		async startCreateProject(input) {
			const begun = await begin(({planCreateProject}) =>
				plannedRun('create-project', 'Making the project', planCreateProject),
			);
			if (!begun) return;
			const outcome = await watch(begun.engine.createProject(begun.deps, input, begun.signal));
			// What stays open is gone on with as an operation: sent from the form again it would be made twice.
			if (outcome.kind === 'stopped' && outcome.operationId !== undefined) set({projectForm: undefined});
			await end(outcome);
		},
		async resumeOperation(id, {sendAgain = false} = {}) {
			const taken = await takeUp(id, 'resume', (engine, {intent}) => engine.planResume(intent));
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			await end(await watch(engine.resumeOperation(deps, operation, {signal, sendAgain})));
		},
		async undoOperation(id, {keepKey = false} = {}) {
			const taken = await takeUp(id, 'undo', () => []);
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			await end(await watch(engine.undoOperation(deps, operation, {signal, keepKey})));
		},
		async changeInput() {
			const stopped = get().run;
			if (stopped?.operationId !== undefined) {
				await get().undoOperation(stopped.operationId, {keepKey: true});
				// The operation must not be offered any more while its input is changed.
				if (get().run?.status !== 'done') return;
			}
			if (stopped?.kind === 'create-project') {
				get().replace({name: 'project-form'});
				return;
			}
			get().editDraft({page: 'name'});
			get().replace({name: 'create'});
		},
		cancelRun() {
			abort.abort();
		},
	};
};
