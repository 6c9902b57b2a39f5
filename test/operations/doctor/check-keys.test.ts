import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeKeyGenerator} from '../../../source/keys/generate.ts';
import type {KeyFile, KeyRow} from '../../../source/keys/key-row.ts';
import {checkKeys} from '../../../source/operations/doctor/check-keys.ts';
import {ok} from '../../../source/result.ts';

const {thumbprint, algorithm, publicJwk} = await makeKeyGenerator().generate('ES256');

const row = (file: KeyFile | undefined): KeyRow => {
	const facts = {thumbprint, algorithm, publicJwk, created: '2026-01-01T00:00:00.000Z', name: 'CI'};
	return file
		? {
				status: 'ready',
				record: {...facts, custody: 'external', path: '/mine/ci.pem'},
				recordFile: '/keys/ci.json',
				place: '/mine/ci.pem',
				file,
			}
		: {
				status: 'ready',
				record: {...facts, custody: 'kms', kms: {reference: 'aws:1@eu-west-1'}},
				recordFile: '/keys/ci.json',
				place: 'aws:1@eu-west-1',
			};
};

const found = async (...rows: readonly KeyRow[]) => {
	const findings = await checkKeys({list: async () => ok(rows)}, '/not-there', 0);
	return findings.map(({status, detail, remedy}) => [status, detail, remedy].join(' | '));
};

test('a weak key and an exposed one are each said with what mends them; one in a KMS needs nothing', async () => {
	assert.deepEqual(await found(row({isExposed: true, protection: 'weak'}), row(undefined)), [
		'ok | 2 keys in /not-there | ',
		'failed | /mine/ci.pem can be read or written by others. | chmod 600 /mine/ci.pem',
		`attention | /mine/ci.pem is encrypted weakly: its passphrase can be guessed fast. | pat-tui key passphrase ${thumbprint} --same`,
	]);
});

test('a linked file that is gone is said, and a plain key counts', async () => {
	const plain = row({isExposed: false, protection: 'plain'});
	assert.ok(plain.status === 'ready');
	const {record, recordFile, place} = plain;
	const gone: KeyRow = {status: 'missing', record, recordFile, place, message: 'It is not there any more.'};
	const [count, missing] = await found(plain, gone);
	assert.match(count ?? '', /^attention .* 1 without a passphrase/);
	assert.match(missing ?? '', /^failed \| It is not there any more\. \| Put the file back/);
});
