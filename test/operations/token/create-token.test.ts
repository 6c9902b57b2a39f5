import assert from 'node:assert/strict';
import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {type Algorithm, algorithms} from '../../../source/keys/algorithms.ts';
import {createToken, planCreate} from '../../../source/operations/token/create-token.ts';
import {makeSecret} from '../../../source/text/secret.ts';
import {aKeyPair} from '../../fixtures/a-key-pair.ts';
import {aWorkshop, run} from '../a-workshop.ts';
import {assertCreated} from '../invariants.ts';

const workshop = await aWorkshop({after});
const {deps, grants, anInput, folders} = workshop;

for (const algorithm of Object.keys(algorithms) as Algorithm[]) {
	test(`a token for ${algorithm} is made with its key, its rights in two projects and its own id as key id`, async () => {
		const input = await anInput({keyPair: await aKeyPair(algorithm)});
		const {outcome, events} = await run(createToken(deps, input));
		assert.ok(outcome.kind === 'created', JSON.stringify(outcome));
		const {name, keyPair} = input;
		const token = await assertCreated(workshop, {name, print: keyPair.thumbprint, grants}, outcome.intent.id);
		assert.equal(token.algorithm, algorithm);
		assert.deepEqual(token, outcome.token);
		assert.deepEqual(
			events.filter(({status}) => status === 'done').map(({step}) => step),
			planCreate(grants).map(({step}) => step),
		);
		// The two of RSA are on one key.
		await workshop.clear();
	});
}

test('a key id that was asked for is the one that is registered', async () => {
	const input = await anInput({keyId: 'my key/1', grants: []});
	const {outcome} = await run(createToken(deps, input));
	assert.ok(outcome.kind === 'created');
	assert.deepEqual(
		outcome.token.keys.map(({kid}) => kid),
		['my key/1'],
	);
});

test('the journal holds no passphrase and no private key, and only its owner can read it', async () => {
	const input = await anInput({passphrase: makeSecret('canary passphrase')});
	const {outcome} = await run(createToken(deps, input));
	assert.ok(outcome.kind === 'created');
	const file = join(folders.operations, `${outcome.intent.id}.jsonl`);
	const journal = await readFile(file, 'utf8');
	const {d = 'no private member'} = input.keyPair.privateKey.export({format: 'jwk'});
	assert.equal(journal.includes('canary'), false);
	assert.equal(journal.includes(d), false);
	assert.match(await readFile(outcome.intent.keyFile ?? '', 'utf8'), /ENCRYPTED/);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	assert.equal((await stat(folders.operations)).mode & 0o777, 0o700);
});

test('the active project of the session is neither used nor changed', async () => {
	const before = await deps.service.portal.activeProject();
	const input = await anInput();
	const {outcome} = await run(createToken(deps, input));
	assert.equal(outcome.kind, 'created');
	const later = await deps.service.portal.activeProject();
	assert.ok(before.ok && later.ok);
	assert.equal(later.value.value.id, before.value.value.id);
	assert.equal(
		grants.some(({projectId}) => projectId === before.value.value.id),
		false,
	);
});

test('a passphrase that can protect nothing stops the create before anything is sent or begun', async t => {
	const sent: string[] = [];
	t.after(workshop.passOn);
	workshop.interceptWith(async (request, next) => {
		sent.push(request.url);
		return next(request);
	});
	const input = await anInput({passphrase: makeSecret('two\nlines')});
	const {outcome} = await run(createToken(deps, input));
	assert.ok(outcome.kind === 'stopped');
	assert.equal(outcome.operationId, undefined);
	assert.equal(outcome.failure.kind, 'bad-passphrase');
	assert.deepEqual(sent, []);
});
