// needs: openssl, ssh-keygen
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createPublicKey, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import fc from 'fast-check';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {readPublicKey} from '../../source/keys/read-public-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-public-key-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const openssl = (...argv: readonly string[]) =>
	execFileSync('openssl', argv, {cwd: folder, stdio: ['ignore', 'pipe', 'ignore']});
const inFile = (name: string, content: string | Uint8Array) => {
	writeFileSync(join(folder, name), content, {mode: 0o600});
	return name;
};

const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey;
const p256 = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey;
const p521 = generateKeyPairSync('ec', {namedCurve: 'P-521'}).privateKey;
const pkcs8 = (key: KeyObject) => key.export({format: 'pem', type: 'pkcs8'}).toString();
const spkiPem = (key: KeyObject) =>
	createPublicKey(pkcs8(key)).export({format: 'pem', type: 'spki'}).toString();
const spkiDer = (key: KeyObject) => createPublicKey(pkcs8(key)).export({format: 'der', type: 'spki'});

const certificateOf = (key: KeyObject, ...more: readonly string[]) => {
	const file = inFile('key.pem', pkcs8(key));
	return openssl('req', '-x509', '-key', file, '-subj', '/CN=machine', '-days', '1', ...more).toString();
};

const read = (text: string | Uint8Array) => readPublicKey(Buffer.from(text));
const keyIn = (text: string | Uint8Array) => {
	const result = read(text);
	assert.ok(result.ok, JSON.stringify(result));
	return result.value;
};
const refusalOf = (text: string | Uint8Array) => {
	const result = read(text);
	assert.ok(!result.ok);
	return result.error;
};

for (const [name, key] of Object.entries({RSA: rsa, 'P-256': p256, 'P-521': p521})) {
	describe(`a public key, ${name}`, () => {
		const expected = publicJwkOf(key);
		const pem = spkiPem(key);

		test('is read from PUBLIC KEY and CERTIFICATE, all its numbers with it', () => {
			assert.deepEqual(keyIn(pem), expected);
			assert.deepEqual(keyIn(certificateOf(key)), expected);
		});

		test('is read whatever stands around it, with line ends of Windows, a byte order mark and indentation', () => {
			const text = openssl('x509', '-text', '-in', inFile('certificate.pem', certificateOf(key))).toString();
			assert.deepEqual(keyIn(text), expected);
			assert.deepEqual(keyIn(`\uFEFF${pem.replaceAll('\n', '\r\n')}`), expected);
			assert.deepEqual(keyIn(pem.replaceAll(/^/gmu, '\t  ')), expected);
		});

		test('is refused when it is cut off anywhere', () => {
			for (let length = 0; length < pem.trimEnd().length; length += 7) {
				assert.equal(read(pem.slice(0, length)).ok, false, String(length));
			}
		});

		test('is refused as DER and from OpenSSH by its form, with a command that makes it readable', () => {
			const der = spkiDer(key);
			const run = (file: string, {kind, remedy}: {readonly kind: string; readonly remedy: string}) => {
				assert.equal(kind, 'other-form');
				const command = /^`(.+)` makes/u.exec(remedy)?.[1]?.replaceAll('FILE', file) ?? '';
				execFileSync('sh', ['-c', command], {cwd: folder, stdio: 'ignore'});
				assert.deepEqual(keyIn(readFileSync(join(folder, 'public.pem'))), expected, command);
			};
			run(inFile('key.der', der), refusalOf(der));
			const ssh = execFileSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', inFile('ssh.pem', pem)], {
				cwd: folder,
			});
			run(inFile('key.pub', ssh), refusalOf(ssh));
			const rfc4716 = execFileSync('ssh-keygen', ['-e', '-f', 'key.pub'], {cwd: folder});
			run(inFile('key.ssh2', rfc4716), refusalOf(rfc4716));
			const jwk = JSON.stringify(expected);
			run(inFile('key.jwk', jwk), refusalOf(jwk));
			const oneLine = pem.replaceAll('\n', String.raw`\n`);
			run(inFile('one-line.pem', oneLine), refusalOf(oneLine));
			const wide = Buffer.from(`\uFEFF${pem}`, 'utf16le');
			run(inFile('wide.pem', wide), refusalOf(wide));
			const certificate = openssl('x509', '-outform', 'DER', '-in', inFile('c.pem', certificateOf(key)));
			run(inFile('certificate.der', certificate), refusalOf(certificate));
		});
	});
}

test('RSA PUBLIC KEY is read, and its DER refused with the command that converts it', () => {
	const pkcs1 = createPublicKey(pkcs8(rsa)).export({format: 'pem', type: 'pkcs1'}).toString();
	assert.deepEqual(keyIn(pkcs1), publicJwkOf(rsa));
	const der = createPublicKey(pkcs8(rsa)).export({format: 'der', type: 'pkcs1'});
	assert.match(refusalOf(der).remedy, /openssl rsa -RSAPublicKey_in/u);
});

test('a compressed point comes out with both coordinates', () => {
	const compressed = openssl(
		'ec',
		'-in',
		inFile('p256.pem', pkcs8(p256)),
		'-pubout',
		'-conv_form',
		'compressed',
	);
	assert.deepEqual(keyIn(compressed), publicJwkOf(p256));
});

test('of a chain of certificates the first one is meant, and of several bare keys none', () => {
	assert.deepEqual(keyIn(certificateOf(p256) + certificateOf(rsa)), publicJwkOf(p256));
	assert.match(refusalOf(spkiPem(p256) + spkiPem(rsa)).message, /several/u);
});

test('a private key in whatever form is said to be one, and nothing is taken from it', () => {
	const encrypted = p256.export({format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x'});
	execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', join(folder, 'openssh')]);
	const forms: readonly (string | Uint8Array)[] = [
		pkcs8(rsa),
		pkcs8(p256),
		encrypted.toString(),
		rsa.export({format: 'pem', type: 'pkcs1'}).toString(),
		p256.export({format: 'pem', type: 'sec1'}).toString(),
		openssl('ecparam', '-genkey', '-name', 'prime256v1'),
		readFileSync(join(folder, 'openssh')),
		rsa.export({format: 'der', type: 'pkcs8'}),
		rsa.export({format: 'der', type: 'pkcs1'}),
		p256.export({format: 'der', type: 'sec1'}),
		p256.export({format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x'}),
		JSON.stringify(p256.export({format: 'jwk'})),
		JSON.stringify({keys: [rsa.export({format: 'jwk'})]}),
		`${certificateOf(p256)}${pkcs8(p256)}`,
		pkcs8(rsa).replaceAll('\n', ' '),
	];
	for (const form of forms) {
		const {kind, message} = refusalOf(form);
		assert.equal(kind, 'private-key', Buffer.from(form).subarray(0, 40).toString('latin1'));
		assert.match(message, /private key.*Nothing was taken/u);
	}
});

test('a key that Affinidi does not take is refused by its name', () => {
	const pemOf = ({publicKey}: {readonly publicKey: KeyObject}) =>
		publicKey.export({format: 'pem', type: 'spki'});
	const curve = (namedCurve: string) =>
		generateKeyPairSync('ec', {namedCurve}).publicKey.export({format: 'pem', type: 'spki'});
	const rsaOf = (modulusLength: number) =>
		generateKeyPairSync('rsa', {modulusLength}).publicKey.export({format: 'pem', type: 'spki'});
	const pss = generateKeyPairSync('rsa-pss', {modulusLength: 2048}).publicKey.export({
		format: 'pem',
		type: 'spki',
	});
	const explicit = openssl('ecparam', '-name', 'prime256v1', '-param_enc', 'explicit', '-genkey', '-noout');
	const explicitPublic = openssl(
		'ec',
		'-in',
		inFile('explicit.pem', explicit),
		'-pubout',
		'-param_enc',
		'explicit',
	);
	const sm2 = openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2');
	const cases: readonly (readonly [RegExp, string | Uint8Array])[] = [
		[/Ed25519/u, pemOf(generateKeyPairSync('ed25519'))],
		[/X25519/u, pemOf(generateKeyPairSync('x25519'))],
		[/P-384/u, curve('P-384')],
		[/secp256k1/u, curve('secp256k1')],
		[/RSA-PSS/u, pss],
		[/RSA key of 1024 bits/u, rsaOf(1024)],
		[/RSA key of 2047 bits/u, rsaOf(2047)],
		[/not on P-256 or P-521 by name/u, explicitPublic],
		[
			/not on P-256 or P-521 by name|another kind/u,
			openssl('pkey', '-in', inFile('sm2.pem', sm2), '-pubout'),
		],
	];
	for (const [name, pem] of cases) {
		const {kind, message} = refusalOf(pem);
		assert.equal(kind, 'unsupported-key', message);
		assert.match(message, name);
	}
});

test('a point that is not on its curve is damaged', () => {
	const der = Buffer.from(spkiDer(p256));
	der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
	const {kind} = refusalOf(
		`-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`,
	);
	assert.equal(kind, 'damaged');
});

test('a file over 64 KiB is refused, and a file of many beginnings is read in one pass', () => {
	assert.equal(refusalOf(spkiPem(rsa) + ' '.repeat(65_536)).kind, 'too-large');
	assert.equal(refusalOf('-----BEGIN A-----\n'.repeat(3600)).kind, 'no-key');
});

const bodies = [rsa, p256, p521].map(key => spkiDer(key));

test('damaged keys are read as some key or refused by name, and never throw or end the process', () => {
	const change = fc.record({
		at: fc.nat(600),
		to: fc.nat(255),
		remove: fc.nat(2),
		insert: fc.uint8Array({maxLength: 3}),
	});
	const mutants = fc.tuple(fc.constantFrom(...bodies), fc.array(change, {minLength: 1, maxLength: 4}));
	fc.assert(
		fc.property(
			mutants,
			fc.constantFrom('PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE'),
			([body, changes], label) => {
				let mutant = Buffer.from(body);
				for (const {at, to, remove, insert} of changes) {
					const place = at % mutant.length;
					mutant = Buffer.concat([
						mutant.subarray(0, place),
						Uint8Array.of(to),
						insert,
						mutant.subarray(place + 1 + remove),
					]);
				}
				const result = read(
					`-----BEGIN ${label}-----\n${mutant.toString('base64')}\n-----END ${label}-----\n`,
				);
				// Node must survive being asked about whatever was taken.
				if (result.ok) createPublicKey({key: result.value, format: 'jwk'});
				else assert.ok(['damaged', 'unsupported-key'].includes(result.error.kind), result.error.kind);
			},
		),
		{numRuns: 3000},
	);
});

test('any bytes and any text at all are refused by name', () => {
	const parts = fc.constantFrom(
		'-----BEGIN PUBLIC KEY-----\n',
		'-----END PUBLIC KEY-----\n',
		'{"kty":',
		'AAAA',
		'\n',
		'0',
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.uint8Array({maxLength: 300}),
				fc.array(fc.oneof(parts, fc.string())).map(all => Buffer.from(all.join(''))),
			),
			bytes => {
				const {kind, message, remedy} = refusalOf(bytes);
				assert.ok(kind && message.endsWith('.') && remedy.length > 0);
			},
		),
		{numRuns: 2000},
	);
});
