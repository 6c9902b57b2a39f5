import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {deleteToken} from '../../../source/operations/token/delete-token.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {tokensOnKey} from '../invariants.ts';

const workshop = await aWorkshop({after});
const {deps, anInput} = workshop;

/** A token, and the input that deletes it with its key. */
const aTarget = async () => {
	const {name, keyPair, ...rest} = await anInput();
	const {outcome} = await run(createToken(deps, {name, keyPair, ...rest}));
	assert.ok(outcome.kind === 'created');
	const print = keyPair.thumbprint;
	return {print, keyPair, input: {tokenId: outcome.token.id, name, removeKeys: [print]}};
};

/** What is left of a token: never a token whose key is gone. */
const leftOf = async (print: string) => {
	const row = await deps.keyStore.find(print);
	const left = {
		tokens: (await tokensOnKey(workshop, print)).length,
		hasKey: row.ok && row.value?.status === 'ready',
	};
	assert.ok(left.hasKey || left.tokens === 0, 'a token is there and its key is gone');
	return left;
};

test('a key that another token uses is kept when one of the two is deleted', async () => {
	const {print, input, keyPair} = await aTarget();
	const {outcome: created} = await run(createToken(deps, await anInput({keyPair})));
	assert.equal(created.kind, 'created');
	const {outcome, events} = await run(deleteToken(deps, input));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 1, hasKey: true});
	assert.ok(events.some(({detail}) => detail?.startsWith('kept: the token')));
	await workshop.clear();
});

test('a token that is gone already is deleted all the same, and its key removed', async () => {
	const {print, input} = await aTarget();
	await deps.service.iam.deleteToken(input.tokenId);
	const {outcome} = await run(deleteToken(deps, input));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 0, hasKey: false});
	await workshop.clear();
});

test('a key stays where nobody asked for it to be removed', async () => {
	const {print, input} = await aTarget();
	const {outcome} = await run(deleteToken(deps, {...input, removeKeys: []}));
	assert.equal(outcome.kind, 'deleted');
	assert.deepEqual(await leftOf(print), {tokens: 0, hasKey: true});
	await workshop.clear();
});
