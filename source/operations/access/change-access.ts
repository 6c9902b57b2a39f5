import type {Principal} from '../../api/principal.ts';
import type {Policy} from '../../policies/policy.ts';
import {fail, ok, type Result} from '../../result.ts';
import {beginOperation} from '../begin-operation.ts';
import {endUndo} from '../end-undo.ts';
import type {AccessIntent} from '../intent.ts';
import {journalledStep} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import type {UndoOutcome} from '../undo-outcome.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import type {Aim} from './compare-standings.ts';
import {reconcile} from './reconcile.ts';
import {restoreActive} from './restore-active.ts';
import {isSameStanding, outside, type ProjectName, type Standing, shownName} from './standing.ts';
import type {Wanted} from './stray.ts';

/** Whose place in which project is to be changed, and how. */
export type AccessInput = {
	readonly principal: Principal;
	/** What the principal is called. */
	readonly name: string;
	readonly project: ProjectName;
	/** How it stood there when the change was decided on: where it stands otherwise by now, nothing is sent. */
	readonly expected?: Standing;
} & (
	| {readonly kind: 'add-principal' | 'remove-principal'}
	| {readonly kind: 'set-policy'; readonly policy: Policy}
);

/** How a change of access ended; `note` says what else had to be done. `stopped` with an operation id stays open. */
export type AccessOutcome =
	| {readonly kind: 'access-changed'; readonly intent: AccessIntent; readonly note?: string}
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

const changeStep = ({kind, project}: Pick<AccessIntent, 'kind' | 'project'>): PlannedStep => {
	const name = shownName(project);
	switch (kind) {
		case 'add-principal':
			return {step: kind, title: `Add it to the project ${name}, and read that back`};
		case 'set-policy':
			return {step: kind, title: `Set what it may do in ${name}, and read that back`};
		case 'remove-principal':
			return {step: kind, title: `Take it out of the project ${name}, and read that back`};
	}
};

const putBack = ({project}: AccessIntent): PlannedStep => ({
	step: 'put-back',
	title: `Put back what it was in ${shownName(project)} before`,
});

/** The steps that are left when an interrupted change of access is resumed. */
export const planResumeAccess = (intent: Pick<AccessIntent, 'kind' | 'project'>): readonly PlannedStep[] => [
	changeStep(intent),
];

const notInProject = (project: ProjectName, remedy: string): StepFailure => ({
	kind: 'not-in-project',
	message: `It is not in the project ${shownName(project)}.`,
	remedy,
});

const notAsExpected = (project: ProjectName): StepFailure => ({
	kind: 'conflict',
	message: `Its place in ${shownName(project)} is not what it was when you decided.`,
	remedy: 'Somebody else changed it. Nothing was sent: look at it, and decide again.',
});

/** The name under which the journal keeps what was before; no step's, so that an undo still finds it. */
const mark = 'access';

const wantedBy =
	(intent: AccessIntent) =>
	(before: Standing): Result<Omit<Wanted, 'project'>, StepFailure> => {
		if (intent.expected && !isSameStanding(before, intent.expected))
			return fail(notAsExpected(intent.project));
		switch (intent.kind) {
			case 'add-principal':
				// Who is in already keeps what they have: whether adding anew would take it away is not known.
				return ok({standing: before.isMember ? before : {isMember: true}});
			case 'set-policy':
				return before.isMember
					? ok({standing: {isMember: true, policy: intent.policy}, isLiteral: true})
					: fail(notInProject(intent.project, 'Nothing was sent. Add it to the project first.'));
			case 'remove-principal':
				return before.isMember
					? ok({standing: outside})
					: fail(notInProject(intent.project, 'Nothing was sent: there is nothing to take it out of.'));
		}
	};

const aimOf = (intent: AccessIntent): Aim => ({
	principal: intent.principal,
	project: intent.project,
	wanted: wantedBy(intent),
	mark,
});

/** Changes a principal's place in one project; the intent, and how it was before, are on disk before anything is sent. */
export async function* changeAccess(
	deps: WorkflowDeps,
	input: AccessInput,
	signal?: AbortSignal,
): Workflow<AccessOutcome> {
	const intent: AccessIntent = {...input, id: deps.random.uuid()};
	const begun = yield* beginOperation(deps, intent);
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishAccess(deps, begun.value, signal);
}

/** Brings an open change of access to its end, from wherever its journal says that it stopped. */
export async function* finishAccess(
	deps: WorkflowDeps,
	operation: OwnedOperation<AccessIntent>,
	signal?: AbortSignal,
): Workflow<AccessOutcome> {
	const {intent} = operation;
	let note: string | undefined;
	let isUntouched = false;
	const steps = async function* (): Workflow<Result<undefined, StepFailure>> {
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		return yield* journalledStep(changeStep(intent), operation, deps, {
			repeatable: true,
			async send(report) {
				const end = await reconcile(aimOf(intent), {deps, operation, signal, report});
				note = end.detail;
				isUntouched = end.isUntouched ?? false;
				return end;
			},
			// It begins by looking, and sends nothing where all is as it should be.
			look: async () => 'not-there',
		});
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('finished');
		return {kind: 'access-changed', intent, ...(note !== undefined && {note})};
	}
	if (isUntouched) {
		await operation.close('undone');
		return {kind: 'stopped', failure: result.error};
	}
	await operation.release();
	return {kind: 'stopped', failure: result.error, operationId: intent.id};
}

/** Takes back an open change of access: what was before is put back, unless somebody changed it since. */
export async function* undoAccess(
	deps: WorkflowDeps,
	operation: OwnedOperation<AccessIntent>,
	{signal}: {readonly signal?: AbortSignal | undefined} = {},
): Workflow<UndoOutcome> {
	const {intent, progress} = operation;
	const {project} = intent;
	const steps = async function* (): Workflow<Result<UndoOutcome, StepFailure>> {
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		const wasSent = (progress.seen?.[mark]?.sent.length ?? 0) > 0;
		if (!wasSent) return ok({kind: 'undone', note: 'Nothing was changed.'});
		const back = yield* journalledStep(putBack(intent), operation, deps, {
			repeatable: true,
			send: async report => reconcile({...aimOf(intent), isBack: true}, {deps, operation, signal, report}),
			look: async () => 'not-there',
		});
		if (back.ok)
			return ok({kind: 'undone', note: `Its place in ${shownName(project)} is what it was before.`});
		if (back.error.kind !== 'conflict') return back;
		const note = `Somebody else changed its place in ${shownName(project)} since: it is left as it is now.`;
		return ok({kind: 'too-late', note});
	};
	return endUndo(operation, yield* steps());
}
