import type {Token} from '../../api/token.ts';
import {fail, ok, type Result} from '../../result.ts';
import {restoreActive} from '../access/restore-active.ts';
import {type ProjectName, shownName} from '../access/standing.ts';
import type {QuarantineIntent} from '../intent.ts';
import type {OwnedOperation} from '../operations.ts';
import type {Answer} from '../rotation/check-key.ts';
import type {RotationDeps} from '../rotation/key-step.ts';
import {replaceKeys, replaceStep} from '../rotation/replace.ts';
import type {StepFailure, Workflow} from '../step.ts';
import {deleteStep} from '../token/delete-token.ts';
import {endByDelete} from './end-by-delete.ts';
import {giveBackStep, giveRightsBack} from './give-rights-back.ts';
import {namesOfStuck, type StuckPlace} from './stuck-place.ts';
import {swapAsRotation} from './swap-as-rotation.ts';
import {askTokenLife, minutesOf} from './token-life.ts';
import {withdrawRights} from './withdraw-rights.ts';

/** The token has another key, or is gone; whether the leaked key was seen to be refused. */
export type Quarantined = {
	/** Without one it was deleted. */
	readonly token?: Token;
	readonly newKey?: Answer | 'not-tried';
	readonly oldKey: 'refused' | 'not-tried';
	/** What there is to know beside, in sentences. */
	readonly notes: readonly string[];
};

/** How a quarantine ended; `stopped` with an operation id stays open. */
export type QuarantineOutcome =
	| (Quarantined & {readonly kind: 'quarantined'; readonly intent: QuarantineIntent})
	| {readonly kind: 'stopped'; readonly failure: StepFailure; readonly operationId?: string};

type Ended = Omit<Quarantined, 'notes'>;

const lifeNote = (life: number | undefined): string =>
	life === undefined
		? 'Tokens that were issued with the leaked key may live until they expire; for how long is not known.'
		: `Access tokens that were issued with the leaked key may live for another ${minutesOf(life)}; project-scoped ones as long as the service gave them.`;

const addedNotes = (names: readonly string[]): readonly string[] =>
	names.length === 0
		? []
		: [`It had been added to ${names.join(' and ')} meanwhile, and was taken out there too.`];

const rightsNotes = ({rights}: QuarantineIntent, left: readonly ProjectName[]): readonly string[] => [
	...(rights.length > 0
		? ['What it may do is what it was when the quarantine began: look whether that is what you gave it.']
		: []),
	...(left.length > 0
		? [
				`In ${left.map(project => shownName(project)).join(' and ')} somebody gave it other rights, which stay.`,
			]
		: []),
];

const rightsLeft = (stuck: readonly StuckPlace[]): StepFailure => ({
	kind: 'rights-left',
	message: `The leaked key is shut out, but the token could not be taken out of ${namesOfStuck(stuck)}.`,
	remedy:
		'Tokens that were issued with the leaked key may still be used there. Resume to try again; its rights are given back after that.',
});

const notGivenBack = (stuck: readonly StuckPlace[]): StepFailure => ({
	kind: 'rights-not-given-back',
	message: `The leaked key is shut out, but the rights could not be given back in ${namesOfStuck(stuck)}.`,
	remedy: 'Resume to try again.',
});

const alsoStuck = (failure: StepFailure, stuck: readonly StuckPlace[]): StepFailure =>
	stuck.length === 0
		? failure
		: {...failure, message: `${failure.message} It is also still in ${namesOfStuck(stuck)}.`};

/** What a swap would advise is otherwise where the key that it could put back has leaked. */
const remedies: Readonly<Record<string, string>> = {
	conflict:
		'Its rights stay withdrawn. Look at its keys as they are now; take the operation back to give the rights back.',
	'new-key-refused': 'Its rights stay withdrawn. Resume to try the new key again.',
	'not-as-asked': 'Its rights stay withdrawn. Look at its keys, and resume to send the new one again.',
};

async function* endLeakedKey(
	deps: RotationDeps,
	operation: OwnedOperation<QuarantineIntent>,
	signal: AbortSignal | undefined,
): Workflow<Result<Ended, StepFailure>> {
	const intent = swapAsRotation(operation.intent);
	if (!intent) {
		const oldKey = yield* endByDelete(deps, operation, signal);
		return oldKey.ok ? ok({oldKey: oldKey.value}) : oldKey;
	}
	const replaced = yield* replaceKeys(deps, {...operation, intent}, signal);
	if (replaced.ok) return replaced;
	const remedy = remedies[replaced.error.kind];
	return fail({...replaced.error, ...(remedy !== undefined && {remedy})});
}

/** Brings an open quarantine to its end, from wherever its journal says that it stopped. */
export async function* finishQuarantine(
	deps: RotationDeps,
	operation: OwnedOperation<QuarantineIntent>,
	signal?: AbortSignal,
): Workflow<QuarantineOutcome> {
	const {intent, progress} = operation;
	const isBegun = (step: string) => progress.steps[step] !== undefined;
	const isGivingBack = intent.rights.some(({project}) => isBegun(giveBackStep(project).step));
	const steps = async function* (): Workflow<Result<Quarantined, StepFailure>> {
		const restored = yield* restoreActive(deps, operation, signal);
		if (!restored.ok) return restored;
		const known = new Set(intent.rights.map(({project}) => project.id));
		const strangers = new Map<string, string>();
		const withdraw = async function* (): Workflow<Result<readonly StuckPlace[], StepFailure>> {
			// What was given back already was so after the leaked key was shut out.
			if (isGivingBack || progress.steps[deleteStep.step] === 'done') return ok([]);
			const withdrawn = yield* withdrawRights(deps, operation, signal);
			if (!withdrawn.ok) return withdrawn;
			for (const {id, name} of withdrawn.value.left) if (!known.has(id)) strangers.set(id, shownName({name}));
			return ok(withdrawn.value.stuck);
		};
		const before = yield* withdraw();
		if (!before.ok) return before;
		const isEnded = isBegun(replaceStep.step) || isBegun(deleteStep.step);
		const life = isEnded ? undefined : yield* askTokenLife(deps, intent, signal);
		const ended = yield* endLeakedKey(deps, operation, signal);
		if (!ended.ok) return fail(alsoStuck(ended.error, before.value));
		const notes = () => [lifeNote(life), ...addedNotes([...strangers.values()])];
		if (!intent.swap) {
			const still = before.value.length > 0 ? [`Its place is left in ${namesOfStuck(before.value)}.`] : [];
			return ok({...ended.value, notes: [...notes(), ...still]});
		}
		// Who had the key may have added the token somewhere until it was refused.
		const after = yield* withdraw();
		if (!after.ok) return after;
		if (after.value.length > 0) return fail(rightsLeft(after.value));
		const given = yield* giveRightsBack(deps, operation, signal);
		if (!given.ok) return given;
		const {stuck, left} = given.value;
		if (stuck.length > 0) return fail(notGivenBack(stuck));
		return ok({...ended.value, notes: [...notes(), ...rightsNotes(intent, left)]});
	};
	const result = yield* steps();
	if (result.ok) {
		await operation.close('finished');
		return {...result.value, kind: 'quarantined', intent};
	}
	await operation.release();
	return {kind: 'stopped', failure: result.error, operationId: intent.id};
}
