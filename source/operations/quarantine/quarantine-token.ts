import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import {beginOperation, writeIntent} from '../begin-operation.ts';
import type {QuarantineIntent, Right, TokenState} from '../intent.ts';
import type {RotationDeps} from '../rotation/key-step.ts';
import {planReplace} from '../rotation/replace.ts';
import {rotatable} from '../rotation/rotation-states.ts';
import type {PlannedStep, StepFailure, Workflow} from '../step.ts';
import {type KeyPlan, type KeySource, type ObtainedKey, obtainKey, planKey} from '../token/obtain-key.ts';
import {openRival} from '../token/open-rival.ts';
import {planEndByDelete} from './end-by-delete.ts';
import {finishQuarantine, type QuarantineOutcome} from './finish-quarantine.ts';
import {giveBackStep} from './give-rights-back.ts';
import {readRights, readRightsStep} from './read-rights.ts';
import {tokenLifeStep} from './token-life.ts';
import {withdrawStep} from './withdraw-rights.ts';

/** A token whose key leaked, as it is now; with a key that shall take the leaked one's place, or without one to be deleted. */
export type QuarantineInput = {
	readonly tokenId: string;
	readonly before: TokenState;
	readonly swap?: KeySource;
};

type Planned = {readonly rights: readonly Pick<Right, 'project'>[]; readonly isSwap: boolean};

const planFromRights = ({rights, isSwap}: Planned): readonly PlannedStep[] => [
	...rights.map(({project}) => withdrawStep(project)),
	tokenLifeStep,
	...(isSwap ? planReplace : planEndByDelete),
	...(isSwap ? rights.map(({project}) => giveBackStep(project)) : []),
];

/** The steps that are left of an open quarantine, for those who watch. */
export const planResumeQuarantine = (planned: Planned): readonly PlannedStep[] => [
	readRightsStep,
	...planFromRights(planned),
];

/** The steps that a quarantine will take. */
export const planQuarantine = (planned: Planned, key?: KeyPlan): readonly PlannedStep[] => [
	readRightsStep,
	...(planned.isSwap ? planKey(key) : []),
	writeIntent,
	...planFromRights(planned),
];

const sameKey: StepFailure = {
	kind: 'same-key',
	message: 'That is the key which leaked.',
	remedy: 'Nothing was changed. Give another key.',
};

const withoutSwap = ({message, kind}: StepFailure): StepFailure => ({
	kind,
	message,
	remedy: 'Nothing was changed. Its key can not be swapped as it stands; with --delete it goes at once.',
});

/**
 * Shuts out whoever has the leaked key of a token: rights withdrawn in every project, then another key in its place or the
 * token deleted, then the proof that the leaked key is refused. What it might do is on disk before anything is sent.
 */
export async function* quarantineToken(
	deps: RotationDeps,
	{tokenId, before, swap}: QuarantineInput,
	signal?: AbortSignal,
): Workflow<QuarantineOutcome> {
	const steps = async function* (): Workflow<Result<QuarantineIntent, StepFailure>> {
		const can = swap ? rotatable(before) : ok(undefined);
		if (!can.ok) return fail(withoutSwap(can.error));
		const rights = yield* readRights(deps, tokenId, {signal});
		if (!rights.ok) return rights;
		const key = swap ? yield* newKey(deps, before, swap, signal) : ok(undefined);
		if (!key.ok) return key;
		const intent: QuarantineIntent = {
			kind: 'quarantine-token',
			id: deps.random.uuid(),
			tokenId,
			name: before.name,
			before,
			rights: [...rights.value.rights],
			...(key.value && {swap: swapOf(key.value, before.keys[0]?.kid || tokenId)}),
		};
		return ok(intent);
	};
	const intent = yield* steps();
	if (!intent.ok) return {kind: 'stopped', failure: intent.error};
	const begun = yield* beginOperation(deps, intent.value, {
		// Whatever else is open on it, a token may always be deleted.
		obstacle: async () => (swap ? openRival(deps, intent.value) : undefined),
	});
	if (!begun.ok) return {kind: 'stopped', failure: begun.error};
	return yield* finishQuarantine(deps, begun.value, signal);
}

// The new key takes over the key id of the leaked one, so that clients need nothing but the key.
const swapOf = ({algorithm, thumbprint: print, publicJwk, keyFile, custody}: ObtainedKey, kid: string) => ({
	algorithm,
	newKey: {...publicJwk, kid, alg: algorithm, use: 'sig'},
	thumbprint: print,
	...(keyFile !== undefined && {keyFile}),
	...(custody !== undefined && {custody}),
});

async function* newKey(
	deps: RotationDeps,
	before: TokenState,
	source: KeySource,
	signal: AbortSignal | undefined,
): Workflow<Result<ObtainedKey, StepFailure>> {
	const key = yield* obtainKey(deps, {...source, name: before.name}, signal);
	if (!key.ok) return key;
	const isOld = before.keys.some(each => thumbprint(each) === key.value.thumbprint);
	return isOld ? fail(sameKey) : key;
}
