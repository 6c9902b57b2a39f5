import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makePublicKey} from '../../../source/keys/public-key.ts';
import {rotateKey} from '../../../source/operations/rotation/rotate-key.ts';
import {undoRotation} from '../../../source/operations/rotation/undo-rotation.ts';
import {createToken} from '../../../source/operations/token/create-token.ts';
import {tokenState} from '../../../source/operations/token/token-state.ts';
import {undoCreate} from '../../../source/operations/token/undo-create.ts';
import {aWorkshop, run} from '../a-workshop.ts';

const custody = 'kms' as const;
const reference = 'aws:key-1@eu-west-1';
const link = {custody, kms: {reference}};

const linkedNow = async ({deps}: Awaited<ReturnType<typeof aWorkshop>>, print: string) => {
	const row = await deps.keyStore.find(print);
	return row.ok && row.value?.status === 'ready' ? row.value.place : undefined;
};

test('a token is made on a key in a KMS: only where that is is noted, and taking it back leaves the note', async t => {
	const workshop = await aWorkshop(t);
	const {deps} = workshop;
	const {keyPair, ...input} = await workshop.anInput({grants: []});
	const publicKey = makePublicKey(keyPair.publicJwk, 'ES256');
	const abort = new AbortController();
	const {outcome, events} = await run(createToken(deps, {...input, publicKey, link}, abort.signal));
	assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
	assert.deepEqual(
		events.filter(({step}) => step === 'link-key').map(({status, detail}) => [status, detail]),
		[
			['running', undefined],
			['done', reference],
		],
	);
	assert.deepEqual(
		{keyFile: outcome.intent.keyFile, custody: outcome.intent.custody},
		{keyFile: reference, custody},
	);
	assert.equal(await linkedNow(workshop, keyPair.thumbprint), reference);

	const {keyPair: second} = await workshop.anInput();
	const before = tokenState(outcome.token);
	const rotated = await run(
		rotateKey(
			{...deps, unlock: async () => undefined},
			{
				tokenId: outcome.token.id,
				before,
				mode: 'overlap',
				publicKey: makePublicKey(second.publicJwk, 'ES256'),
				link: {custody, kms: {reference: 'aws:key-2@eu-west-1'}},
			},
		),
	);
	assert.equal(rotated.outcome.kind, 'overlapping', JSON.stringify(rotated.outcome));
	const [open] = await deps.operations.listOpen();
	assert.ok(open);
	const taken = await deps.operations.takeUp(open.id);
	assert.ok(taken.ok && taken.value.intent.kind === 'rotate-key');
	const undone = await run(undoRotation(deps, {...taken.value, intent: taken.value.intent}));
	assert.ok(undone.outcome.kind === 'undone');
	assert.match(undone.outcome.note, /yours, and stays where it is/);
	assert.equal(await linkedNow(workshop, second.thumbprint), 'aws:key-2@eu-west-1');
});

test('a create on a linked key that was stopped is taken back, and the link is not touched', async t => {
	const workshop = await aWorkshop(t);
	const {deps} = workshop;
	const {keyPair, ...input} = await workshop.anInput({grants: []});
	const publicKey = makePublicKey(keyPair.publicJwk, 'ES256');
	const abort = new AbortController();
	abort.abort();
	const {outcome} = await run(createToken(deps, {...input, publicKey, link}, abort.signal));
	assert.ok(outcome.kind === 'stopped' && outcome.operationId !== undefined);
	const taken = await deps.operations.takeUp(outcome.operationId);
	assert.ok(taken.ok && taken.value.intent.kind === 'create-token');
	const undone = await run(undoCreate(deps, {...taken.value, intent: taken.value.intent}));
	assert.equal(undone.outcome.kind, 'undone', JSON.stringify(undone.outcome));
	assert.equal(await linkedNow(workshop, keyPair.thumbprint), reference);
});
