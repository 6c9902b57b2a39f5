import type {CreateOutcome} from '../operations/create-token.ts';
import type {DeleteInput, DeleteOutcome} from '../operations/delete-token.ts';
import type {Grant} from '../operations/intent.ts';
import type {OperationRecord, OwnedOperation} from '../operations/operations.ts';
import type {PlannedStep, Workflow} from '../operations/step.ts';
import type {UndoOutcome} from '../operations/undo.ts';
import type {Workbench} from '../operations/workbench.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import {presetRights} from '../policies/policy-for.ts';
import {makeSecret} from '../text/secret.ts';
import type {CreateDraft} from './draft-slice.ts';
import type {Engine} from './engine.ts';
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
	readonly resumeOperation: (id: string, options?: {readonly sendAgain?: boolean}) => Promise<void>;
	/** Takes an operation back; with `keepKey` the key stays for another try. */
	readonly undoOperation: (id: string, options?: {readonly keepKey?: boolean}) => Promise<void>;
	/** Gives up a create that made nothing yet, and goes back to the wizard with all that was filled in and the same key. */
	readonly changeInput: () => Promise<void>;
	/** Stops waiting for whatever the run waits for; what was sent may still have happened. */
	readonly cancelRun: () => void;
};

const grantsOf = ({project, permissions}: CreateDraft): readonly Grant[] => {
	if (!project || permissions === 'none') return [];
	const {actions, resources} = presetRights(permissions, project.id);
	return [
		{projectId: project.id, projectName: project.name, actions: [...actions], resources: [...resources]},
	];
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

	const watch = async <Outcome>(workflow: Workflow<Outcome>): Promise<Outcome> => {
		for (;;) {
			const next = await workflow.next();
			if (next.done) return next.value;
			const event = next.value;
			change(run => withEvent(run, event));
		}
	};

	const refresh = async () => {
		await Promise.all([get().loadTokens(), get().loadKeys(), get().loadOperations()]);
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

	const endCreate = async (outcome: CreateOutcome) => {
		if (outcome.kind === 'created') {
			const {token, intent} = outcome;
			get().dropDraft();
			get().addToken(token);
			change(run => ({...run, status: 'done', tokenId: token.id, note: `The key is in ${intent.keyFile}.`}));
			set(({receipts}) => ({
				receipts: [...receipts, `Made the token ${token.id}.`, `Its private key: ${intent.keyFile}`],
			}));
			await refresh();
			get().selectToken(token.id);
			return;
		}
		const {failure, operationId, tokenId} = outcome;
		change(run => ({
			...run,
			status: 'stopped',
			failure,
			...(operationId !== undefined && {operationId}),
			...(tokenId !== undefined && {tokenId}),
		}));
		await refresh();
	};

	const endDelete = async (outcome: DeleteOutcome) => {
		if (outcome.kind === 'deleted') {
			get().dropToken(outcome.intent.tokenId);
			change(run => ({
				...run,
				status: 'done',
				note: 'The token is gone. Tokens already issued with it may live until they expire.',
			}));
			set(({receipts}) => ({receipts: [...receipts, `Deleted the token ${outcome.intent.tokenId}.`]}));
		} else {
			const {failure, operationId} = outcome;
			change(run => ({...run, status: 'stopped', failure, ...(operationId !== undefined && {operationId})}));
		}
		await refresh();
	};

	const endUndo = async (outcome: UndoOutcome) => {
		if (outcome.kind === 'stopped') {
			const {failure, operationId} = outcome;
			change(run => ({...run, status: 'stopped', failure, operationId}));
		} else {
			change(run => ({...run, status: 'done', note: outcome.note}));
		}
		await refresh();
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
			const {service, operationsOf} = await core.bench();
			const session = service.session();
			if (!session) return;
			const records = await operationsOf(session).list();
			set({interrupted: records.filter(({status}) => status === 'interrupted')});
		},
		async startCreate() {
			const {draft} = get();
			const grants = grantsOf(draft);
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
			await endCreate(outcome);
		},
		async startDelete(input) {
			const begun = await begin(({planDelete}) =>
				plannedRun('delete', 'Deleting the token', planDelete(input)),
			);
			if (begun) await endDelete(await watch(begun.engine.deleteToken(begun.deps, input, begun.signal)));
		},
		async resumeOperation(id, {sendAgain = false} = {}) {
			const taken = await takeUp(id, 'resume', (engine, {intent}) =>
				intent.kind === 'create-token' ? engine.planResumeCreate(intent) : engine.planResumeDelete(intent),
			);
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			const {intent} = operation;
			if (intent.kind === 'create-token')
				await endCreate(await watch(engine.finishCreate(deps, {...operation, intent}, {signal, sendAgain})));
			else await endDelete(await watch(engine.finishDelete(deps, {...operation, intent}, signal)));
		},
		async undoOperation(id, {keepKey = false} = {}) {
			const taken = await takeUp(id, 'undo', () => []);
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			const {intent} = operation;
			const workflow =
				intent.kind === 'create-token'
					? engine.undoCreate(deps, {...operation, intent}, {signal, keepKey})
					: engine.undoDelete(deps, {...operation, intent}, {signal});
			await endUndo(await watch(workflow));
		},
		async changeInput() {
			const stopped = get().run;
			if (stopped?.operationId !== undefined) {
				await get().undoOperation(stopped.operationId, {keepKey: true});
				// The operation must not be offered any more while its input is changed.
				if (get().run?.status !== 'done') return;
			}
			get().editDraft({page: 'name'});
			get().replace({name: 'create'});
		},
		cancelRun() {
			abort.abort();
		},
	};
};
