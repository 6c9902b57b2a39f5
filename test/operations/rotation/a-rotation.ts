import assert from 'node:assert/strict';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import {localSigningKey} from '../../../source/keys/local-signing-key.ts';
import {thumbprint} from '../../../source/keys/thumbprint.ts';
import {methodWith} from '../../../source/operations/contract/patch-keys.ts';
import type {Grant, RotateIntent} from '../../../source/operations/intent.ts';
import type {OwnedOperation} from '../../../source/operations/operations.ts';
import {type Answer, checkKey, unlockPlain} from '../../../source/operations/rotation/check-key.ts';
import type {RotationDeps} from '../../../source/operations/rotation/key-step.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {tokenState} from '../../../source/operations/token/token-state.ts';
import {run, type Workshop} from '../a-workshop.ts';

const keys = makeKeyGenerator();

/** A token whose key has its key id from the start, as other programs make one. */
const madeElsewhere = async ({service, anInput, deps}: Workshop, kid: string) => {
	const {name, keyPair} = await anInput();
	assert.ok((await deps.keyStore.save(keyPair, {name, passphrase: undefined})).ok);
	const made = await service.iam.createToken({
		name,
		authenticationMethod: methodWith([{...keyPair.publicJwk, kid, alg: 'ES256', use: 'sig'}]),
	});
	assert.ok(made.ok, JSON.stringify(made));
	const token = await service.iam.getToken(made.value.value.id);
	assert.ok(token.ok);
	return {keyPair, token: token.value.value};
};

const madeHere = async (
	workshop: Workshop,
	more: {readonly keyId: string | undefined; readonly grants: readonly Grant[]},
) => {
	const input = await workshop.anInput(more);
	const {outcome} = await run(createToken(workshop.deps, input));
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	return {keyPair: input.keyPair, token: outcome.token};
};

/** A token with one key, and the pair that its key is to be changed for. */
export const aRotation = async (
	workshop: Workshop,
	{
		keyId,
		grants = [],
		isMadeElsewhere = false,
	}: {readonly keyId?: string; readonly grants?: readonly Grant[]; readonly isMadeElsewhere?: boolean} = {},
) => {
	const {keyPair, token: made} = await (isMadeElsewhere
		? madeElsewhere(workshop, keyId ?? 'made-elsewhere')
		: madeHere(workshop, {keyId, grants}));
	const before = tokenState(made);
	const newPair = await keys.generate('ES256');
	const deps: RotationDeps = {
		...workshop.deps,
		unlock: async print =>
			print === newPair.thumbprint
				? localSigningKey(newPair.privateKey)
				: unlockPlain(workshop.deps.keyStore)(print),
	};
	const tokenId = made.id;

	const printsNow = async () => {
		const token = await workshop.service.iam.getToken(tokenId);
		assert.ok(token.ok);
		return [...new Set(token.value.value.keys.map(key => thumbprint(key)))];
	};

	/** Offers the old or the new key as a client would. */
	const offer = async (which: 'old' | 'new', as: string | undefined): Promise<Answer> => {
		const {privateKey} = which === 'old' ? keyPair : newPair;
		const signingKey = localSigningKey(privateKey);
		const signer = {tokenId, algorithm: 'ES256', signingKey, keyId: as} as const;
		const answer = await checkKey(workshop.deps, signer, {signal: undefined, report: () => {}});
		assert.ok(answer.ok, JSON.stringify(answer));
		return answer.value;
	};

	return {
		deps,
		tokenId,
		newPair,
		oldKeyId: before.keys[0]?.kid ?? '',
		oldPrint: keyPair.thumbprint,
		before,
		input: (mode: 'overlap' | 'swap') => ({tokenId, before, mode, keyPair: newPair}),
		offer,
		printsNow,
		isNewKeyHere: async () => {
			const row = await workshop.deps.keyStore.find(newPair.thumbprint);
			return row.ok && row.value?.status === 'ready';
		},
	};
};
export type ARotation = Awaited<ReturnType<typeof aRotation>>;

/** Takes up an open rotation. */
export const takeUpRotation = async ({deps}: Workshop, id: string): Promise<OwnedOperation<RotateIntent>> => {
	const taken = await deps.operations.takeUp(id);
	assert.ok(taken.ok, JSON.stringify(taken));
	const {intent} = taken.value;
	assert.ok(intent.kind === 'rotate-key');
	return {...taken.value, intent};
};
