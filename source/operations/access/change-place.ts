import type {Principal} from '../../api/principal.ts';
import {emptyPolicy} from '../../policies/levels.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {StepFailure, Workflow} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {type AccessInput, changeAccess, finishAccess} from './change-access.ts';
import {hasNoRights, isSameStanding, outside, type ProjectName, type Standing} from './standing.ts';

/** How a token stood in a project when a change was decided on, and how it shall stand. */
export type PlaceChange = {
	readonly principal: Principal;
	/** What the principal is called. */
	readonly name: string;
	readonly project: ProjectName;
	readonly from: Standing;
	readonly to: Standing;
};

/** How a change of place ended; `at` is where it is known to stand by then. `stopped` with an operation id stays open. */
export type PlaceOutcome =
	| {readonly kind: 'changed'; readonly note?: string}
	| {
			readonly kind: 'stopped';
			readonly failure: StepFailure;
			readonly at: Standing;
			readonly operationId?: string;
	  };

const member: Standing = {isMember: true};

/** Gives the single changes that lead from one place to another, in their order; none where it is so already. */
export const planPlaceChange = ({from, to, ...who}: PlaceChange): readonly AccessInput[] => {
	if (isSameStanding(from, to)) return [];
	if (!to.isMember) return [{...who, kind: 'remove-principal', expected: from}];
	const policy = to.policy ?? emptyPolicy({projectId: who.project.id, tokenId: who.principal.id});
	const set = (expected: Standing): AccessInput => ({...who, kind: 'set-policy', policy, expected});
	if (from.isMember) return [set(from)];
	const add: AccessInput = {...who, kind: 'add-principal', expected: outside};
	return hasNoRights(to) ? [add] : [add, set(member)];
};

const standingAfter = (input: Pick<AccessInput, 'kind'>, to: Standing): Standing =>
	input.kind === 'add-principal' ? member : to;

/** Brings a principal from one place in a project to another, each change an operation of its own; nothing is sent where it stands otherwise by now. */
export async function* changePlace(
	deps: WorkflowDeps,
	change: PlaceChange,
	signal?: AbortSignal,
): Workflow<PlaceOutcome> {
	let at = change.from;
	const notes: string[] = [];
	for (const input of planPlaceChange(change)) {
		const outcome = yield* changeAccess(deps, input, signal);
		if (outcome.kind === 'stopped') return {...outcome, at};
		at = standingAfter(input, change.to);
		if (outcome.note !== undefined) notes.push(outcome.note);
	}
	return {kind: 'changed', ...(notes.length > 0 && {note: notes.join('; ')})};
}

/** Brings the open operation of a change of place to its end first; gives where it stands by that. */
async function* finishOpen(
	deps: WorkflowDeps,
	{to}: PlaceChange,
	operationId: string,
	signal: AbortSignal | undefined,
): Workflow<Result<Standing, {readonly failure: StepFailure; readonly operationId?: string}>> {
	const taken = await deps.operations.takeUp(operationId);
	if (!taken.ok) {
		const {kind, message} = taken.error;
		return fail({failure: {kind, message, remedy: 'Look at it again, and decide anew.'}});
	}
	const {intent} = taken.value;
	switch (intent.kind) {
		case 'add-principal':
		case 'set-policy':
		case 'remove-principal': {
			const outcome = yield* finishAccess(deps, {...taken.value, intent}, signal);
			return outcome.kind === 'stopped' ? fail(outcome) : ok(standingAfter(intent, to));
		}
		default: {
			await taken.value.release();
			throw new Error(`The operation ${operationId} changes no place`);
		}
	}
}

/** Goes on with a change of place that stopped, from where it stood by then. */
export async function* retryPlace(
	deps: WorkflowDeps,
	change: PlaceChange,
	operationId: string | undefined,
	signal?: AbortSignal,
): Workflow<PlaceOutcome> {
	if (operationId === undefined) return yield* changePlace(deps, change, signal);
	const finished = yield* finishOpen(deps, change, operationId, signal);
	if (!finished.ok) return {kind: 'stopped', ...finished.error, at: change.from};
	return yield* changePlace(deps, {...change, from: finished.value}, signal);
}
