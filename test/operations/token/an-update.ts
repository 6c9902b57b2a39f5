import assert from 'node:assert/strict';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import {thumbprint} from '../../../source/keys/thumbprint.ts';
import type {UpdateIntent} from '../../../source/operations/intent.ts';
import type {OwnedOperation} from '../../../source/operations/operations.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {tokenState} from '../../../source/operations/token/token-state.ts';
import {type TokenChange, wantedState} from '../../../source/operations/token/wanted-state.ts';
import {run, type Workshop} from '../a-workshop.ts';

const keys = makeKeyGenerator();

/** Reads a token's state from the service. */
export const stateOf = async ({service}: Workshop, tokenId: string) => {
	const token = await service.iam.getToken(tokenId);
	assert.ok(token.ok);
	return tokenState(token.value.value);
};

/** A new ES256 token, and the input that gives it another name and another key. */
export const anUpdate = async (workshop: Workshop, change: TokenChange = {}) => {
	const {outcome} = await run(createToken(workshop.deps, await workshop.anInput({grants: []})));
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	const tokenId = outcome.token.id;
	const {publicJwk, thumbprint: print} = await keys.generate('ES256');
	const before = tokenState(outcome.token);
	const wanted = wantedState(tokenId, before, {name: 'another name', publicKey: publicJwk, ...change});
	assert.ok(wanted.ok, JSON.stringify(wanted));
	return {tokenId, print, input: {tokenId, before, wanted: wanted.value}};
};

/** Takes up an open update. */
export const takeUpUpdate = async ({deps}: Workshop, id: string): Promise<OwnedOperation<UpdateIntent>> => {
	const taken = await deps.operations.takeUp(id);
	assert.ok(taken.ok, JSON.stringify(taken));
	const {intent} = taken.value;
	assert.ok(intent.kind === 'update-token');
	return {...taken.value, intent};
};

/** The thumbprints of the keys of a state. */
export const printsOf = ({keys: held}: Awaited<ReturnType<typeof stateOf>>) =>
	held.map(key => thumbprint(key));
