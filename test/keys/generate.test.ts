import assert from 'node:assert/strict';
import {createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import {test} from 'node:test';
import {Algorithm, algorithms} from '../../source/keys/algorithms.ts';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';

const sizes = {RS256: 4096, RS512: 4096, ES256: 'prime256v1', ES512: 'secp521r1'} as const;

for (const algorithm of Algorithm.options) {
	test(`a generated ${algorithm} key is as large as it should be, signs, and its public JWK verifies`, async () => {
		const pair = await makeKeyGenerator().generate(algorithm);
		const {hash, dsaEncoding} = algorithms[algorithm];
		const signature = sign(hash, Buffer.from('data'), {
			key: pair.privateKey,
			...(dsaEncoding && {dsaEncoding}),
		});
		const key = createPublicKey({key: pair.publicJwk, format: 'jwk'});
		assert.ok(verify(hash, Buffer.from('data'), {key, ...(dsaEncoding && {dsaEncoding})}, signature));
		assert.equal(pair.algorithm, algorithm);
		assert.equal(pair.thumbprint, thumbprint(pair.publicJwk));
		const {modulusLength, namedCurve} = pair.privateKey.asymmetricKeyDetails ?? {};
		assert.equal(modulusLength ?? namedCurve, sizes[algorithm]);
	});
}

const ecKey = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey;

/** A maker of keys that waits until it is told to go on, and counts. */
const heldMaker = () => {
	const waiting: (() => void)[] = [];
	let started = 0;
	return {
		make: async () => {
			started += 1;
			await new Promise<void>(resolve => waiting.push(resolve));
			return ecKey;
		},
		finishOne: () => waiting.shift()?.(),
		started: () => started,
		running: () => waiting.length,
	};
};

const settle = async () => new Promise(resolve => setImmediate(resolve));

test('RSA keys are made one after the other, whatever else goes on', async () => {
	const held = heldMaker();
	const generator = makeKeyGenerator(held.make);
	const all = Promise.all((['RS256', 'RS512', 'RS256'] as const).map(async each => generator.generate(each)));
	for (const expected of [1, 2, 3]) {
		await settle();
		assert.deepEqual([held.started(), held.running()], [expected, 1]);
		held.finishOne();
	}
	assert.deepEqual(
		(await all).map(each => each.algorithm),
		['RS256', 'RS512', 'RS256'],
	);
});

test('an EC key does not wait for an RSA key', async () => {
	const held = heldMaker();
	const generator = makeKeyGenerator(async algorithm => (algorithm === 'RS256' ? held.make() : ecKey));
	const rsa = generator.generate('RS256');
	assert.equal((await generator.generate('ES256')).algorithm, 'ES256');
	held.finishOne();
	await rsa;
});

test('an aborted generation rejects at once with the reason, and the next one waits for its true end', async () => {
	const held = heldMaker();
	const generator = makeKeyGenerator(held.make);
	const controller = new AbortController();
	const dropped = generator.generate('RS256', controller.signal);
	const queued = generator.generate('RS256', controller.signal);
	const next = generator.generate('RS256');
	await settle();
	controller.abort(new Error('left the page'));
	await assert.rejects(dropped, /left the page/u);
	await assert.rejects(queued, /left the page/u);
	await settle();
	assert.equal(held.started(), 1);
	held.finishOne();
	await settle();
	assert.deepEqual([held.started(), held.running()], [2, 1]);
	held.finishOne();
	assert.equal((await next).algorithm, 'RS256');
});

test('a signal that is aborted already starts nothing', async () => {
	const held = heldMaker();
	const generated = makeKeyGenerator(held.make).generate('ES256', AbortSignal.abort(new Error('too late')));
	await assert.rejects(generated, /too late/u);
	assert.equal(held.started(), 0);
});
