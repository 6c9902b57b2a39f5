import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import type {KeyPair} from '../../../source/keys/key-pair.ts';
import type {KeyRow} from '../../../source/keys/key-row.ts';
import {registeredJwk} from '../../../source/keys/public-jwk.ts';
import {keyUse} from '../../../source/operations/token/key-use.ts';

const keys = makeKeyGenerator();
const [here, shared, missing, gone] = [
	await keys.generate('ES256'),
	await keys.generate('ES256'),
	await keys.generate('ES256'),
	await keys.generate('ES256'),
];

const row = (pair: KeyPair, status: 'ready' | 'missing'): KeyRow => {
	const {thumbprint, algorithm, publicJwk} = pair;
	const place = `/mine/${thumbprint}.pem`;
	const record = {
		...{thumbprint, algorithm, publicJwk},
		...({custody: 'external', path: place, created: '2026-01-01T00:00:00.000Z', name: 'CI'} as const),
	};
	const known = {record, recordFile: `${place}.json`, place};
	return status === 'ready'
		? {status, ...known, file: {isExposed: false, protection: 'plain'}}
		: {status, ...known, message: 'It is not there any more.'};
};

const token = (id: string, ...pairs: readonly KeyPair[]) => ({
	id,
	name: `name of ${id}`,
	keys: pairs.map(({publicJwk}) => registeredJwk(publicJwk, 'ES256', id)),
});

const named = (...ids: readonly string[]) => ids.map(id => ({id, name: `name of ${id}`}));

test('keys and tokens are matched by the thumbprint, and what is left over is said on both sides', () => {
	const rows: readonly KeyRow[] = [
		row(here, 'ready'),
		row(shared, 'ready'),
		row(missing, 'missing'),
		{status: 'damaged', place: '/mine/torn.json', message: 'It is damaged.'},
	];
	const tokens = [
		token('one', shared),
		token('two', shared, shared),
		token('three', missing),
		token('four', gone),
		token('five', gone, shared),
		token('six'),
	];
	const use = keyUse(rows, tokens);
	assert.deepEqual(use.usersOf(shared), named('one', 'two', 'five'));
	assert.deepEqual(use.usersOf(missing), named('three'));
	assert.deepEqual(use.unused, [here.thumbprint]);
	// A linked file that is not there signs nothing; of a token without a registered key nothing is known.
	assert.deepEqual(use.keyless, named('three', 'four'));
});
