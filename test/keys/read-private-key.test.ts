// needs: openssl
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {generateKeyPairSync} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {readPrivateKey} from '../../source/keys/read-private-key.ts';
import {makeSecret} from '../../source/text/secret.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const base = mkdtempSync(join(tmpdir(), 'read-private-key-'));
after(() => rmSync(base, {recursive: true, force: true}));

const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const plain = privateKey.export({format: 'pem', type: 'pkcs8'}).toString();
const rsaPrivate = rsaKey().privateKey;
const rsa = rsaPrivate.export({format: 'pem', type: 'pkcs8'}).toString();
writeFileSync(join(base, 'key.pem'), plain, {mode: 0o600});
writeFileSync(join(base, 'passphrase'), 'pass\n', {mode: 0o600});

const sealedBy = (...options: readonly string[]) => {
	const files = ['-in', join(base, 'key.pem'), '-passout', `file:${join(base, 'passphrase')}`];
	return execFileSync('openssl', ['pkcs8', '-topk8', ...files, ...options]).toString();
};
// One round keeps hundreds of tries quick.
const sealed = sealedBy('-iter', '1');

const kindOf = async (text: string | Uint8Array, passphrase?: string) => {
	const secret = passphrase === undefined ? undefined : makeSecret(passphrase);
	const read = await readPrivateKey(Buffer.from(text), secret);
	if (!read.ok) return read.error.kind;
	// Node must survive being asked about whatever was opened.
	publicJwkOf(read.value);
	return 'opened';
};

test('a plain key opens with and without a passphrase', async () => {
	assert.deepEqual([await kindOf(plain), await kindOf(plain, 'ignored')], ['opened', 'opened']);
});

test('an encrypted key asks for its passphrase, refuses a wrong one and opens with the right one', async () => {
	const kinds = [
		await kindOf(sealed),
		await kindOf(sealed, 'wrong'),
		await kindOf(sealed, ''),
		await kindOf(sealed, 'pass'),
	];
	assert.deepEqual(kinds, ['needs-passphrase', 'wrong-passphrase', 'wrong-passphrase', 'opened']);
});

test('every wrong passphrase gives the same error, whichever way OpenSSL notices it', async () => {
	const kinds = await Promise.all(
		Array.from({length: 600}, async (_, index) => kindOf(sealed, `wrong ${index}`)),
	);
	assert.deepEqual(new Set(kinds), new Set(['wrong-passphrase']));
});

test('line ends of Windows and blank lines around change nothing', async () => {
	assert.equal(await kindOf(`\r\n${plain.replaceAll('\n', '\r\n')}\r\n`), 'opened');
});

test('an iteration count above three million is refused, with the limit and what helps, before any work, for any passphrase', async () => {
	const millions = Buffer.from(sealed.replaceAll(/-.*-/gu, ''), 'base64');
	// openssl wrote the count as INTEGER 1 behind the salt; 3,000,001 needs two octets more and every length around it.
	const read = async (count: readonly number[]) => {
		const at = millions.indexOf(Buffer.from([0x02, 0x01, 0x01, 0x30]));
		const body = Buffer.concat([
			millions.subarray(0, at),
			Buffer.from([0x02, count.length, ...count]),
			millions.subarray(at + 3),
		]);
		const grown = count.length - 1;
		for (const offset of sequencesAround(millions, at)) body[offset] = (body[offset] ?? 0) + grown;
		return readPrivateKey(
			Buffer.from(
				`-----BEGIN ENCRYPTED PRIVATE KEY-----\n${body.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`,
			),
			makeSecret('pass'),
		);
	};
	const started = process.cpuUsage();
	const tooMany = await read([0x2d, 0xc6, 0xc1]);
	const spent = process.cpuUsage(started).user;
	assert.match(
		tooMany.ok ? '' : tooMany.error.message,
		/3,000,001 rounds of PBKDF2, and more than 3,000,000 rounds .*openssl pkcs8 -topk8 -iter 600000/u,
	);
	const reference = process.cpuUsage();
	const many = await read([0x01, 0x86, 0xa0]);
	assert.equal(!many.ok && many.error.kind, 'wrong-passphrase');
	assert.ok(spent < process.cpuUsage(reference).user, 'refusing costs less than a hundred thousand rounds');
});

/** Finds the length octets of the sequences that stand around an offset: single octets, or the last of several. */
function sequencesAround(bytes: Buffer, target: number): readonly number[] {
	const offsets: number[] = [];
	let at = 0;
	for (;;) {
		const first = bytes[at + 1] ?? 0;
		const extra = first < 0x80 ? 0 : first & 0x7f;
		const length = extra === 0 ? first : bytes.readUIntBE(at + 2, extra);
		const start = at + 2 + extra;
		if (bytes[at] === 0x30 && start <= target && target < start + length) {
			offsets.push(at + 1 + extra);
			at = start;
		} else if (start + length <= target) at = start + length;
		else return offsets;
	}
}

test('keys encrypted in another way, keys of another kind and text that is no key are unreadable', async () => {
	const ed25519 = generateKeyPairSync('ed25519').privateKey.export({format: 'pem', type: 'pkcs8'});
	const p384 = generateKeyPairSync('ec', {namedCurve: 'P-384'}).privateKey.export({
		format: 'pem',
		type: 'pkcs8',
	});
	const sec1 = privateKey.export({format: 'pem', type: 'sec1'});
	const others = [sealedBy('-scrypt'), ed25519, p384, sec1, '', plain.slice(0, 60)];
	for (const text of others)
		assert.equal(await kindOf(text.toString(), 'pass'), 'unreadable', text.toString());
});

test('a curve that node itself does not survive is unreadable', async () => {
	const options = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2'];
	assert.equal(await kindOf(execFileSync('openssl', options)), 'unreadable');
});

test('a key opens as the pair it was, RSA and both curves', async () => {
	const p521 = generateKeyPairSync('ec', {namedCurve: 'P-521'}).privateKey;
	for (const key of [privateKey, p521, rsaPrivate]) {
		const read = await readPrivateKey(Buffer.from(key.export({format: 'pem', type: 'pkcs8'})));
		assert.ok(read.ok && read.value.equals(key));
	}
});

test('an RSA key that is damaged where only signing would show it is unreadable', async () => {
	const bytes = rsaPrivate.export({format: 'der', type: 'pkcs8'});
	const {d = '', p = ''} = rsaPrivate.export({format: 'jwk'});
	// OpenSSL gets over one damaged number by way of the other.
	for (const number of [d, p]) {
		const at = bytes.indexOf(Buffer.from(number, 'base64url')) + 40;
		bytes[at] = (bytes[at] ?? 0) ^ 1;
	}
	const text = `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----\n`;
	assert.equal(await kindOf(text), 'unreadable');
});

test('RSA under 2,048 bits is unreadable', async () => {
	const small = generateKeyPairSync('rsa', {modulusLength: 1024}).privateKey;
	assert.equal(await kindOf(small.export({format: 'pem', type: 'pkcs8'}).toString()), 'unreadable');
});

test('a file over 64 KiB is unreadable, whatever it holds', async () => {
	assert.equal(await kindOf(plain + ' '.repeat(65_536)), 'unreadable');
});

test('a truncated file never opens and never throws', async () => {
	for (const whole of [plain, sealed]) {
		for (let length = 0; length < whole.trimEnd().length; length += 1) {
			assert.notEqual(await kindOf(whole.slice(0, length), 'pass'), 'opened', String(length));
		}
	}
});

const mutantOf = (pem: string) => {
	const [label = ''] = /(?:ENCRYPTED )?PRIVATE KEY/u.exec(pem) ?? [];
	const bytes = Buffer.from(pem.replaceAll(/-.*-/gu, ''), 'base64');
	const change = fc.record({
		at: fc.nat(bytes.length - 1),
		to: fc.nat(255),
		remove: fc.nat(2),
		insert: fc.uint8Array({maxLength: 3}),
	});
	return fc.array(change, {minLength: 1, maxLength: 4}).map(changes => {
		let mutant = Buffer.from(bytes);
		for (const {at, to, remove, insert} of changes) {
			mutant = Buffer.concat([
				mutant.subarray(0, at),
				Uint8Array.of(to),
				insert,
				mutant.subarray(at + 1 + remove),
			]);
		}
		return `-----BEGIN ${label}-----\n${mutant.toString('base64')}\n-----END ${label}-----\n`;
	});
};

test('damaged keys open as some key or fail by name, and never throw', async () => {
	await fc.assert(
		fc.asyncProperty(fc.oneof(mutantOf(plain), mutantOf(sealed), mutantOf(rsa)), async text => {
			const kinds = ['opened', 'wrong-passphrase', 'unreadable'];
			assert.ok(kinds.includes(await kindOf(text, 'pass')));
		}),
		{numRuns: 1500},
	);
});

test('any bytes at all fail by name, and never throw', async () => {
	await fc.assert(
		fc.asyncProperty(fc.uint8Array({maxLength: 300}), async bytes => {
			assert.equal(await kindOf(bytes, 'pass'), 'unreadable');
			const wrapped = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${Buffer.from(bytes).toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
			assert.equal(await kindOf(wrapped, 'pass'), 'unreadable');
		}),
	);
});
