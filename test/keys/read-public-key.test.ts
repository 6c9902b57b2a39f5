// needs: openssl, ssh-keygen
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createPublicKey, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import fc from 'fast-check';
import {algorithmsFor} from '../../source/keys/fit-algorithm.ts';
import {crc32c} from '../../source/keys/import/crc32c.ts';
import {publicJwkOf} from '../../source/keys/public-jwk.ts';
import {readPublicKey} from '../../source/keys/read-public-key.ts';
import {thumbprint} from '../../source/keys/thumbprint.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-public-key-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const openssl = (...argv: readonly string[]) =>
	execFileSync('openssl', argv, {cwd: folder, stdio: ['ignore', 'pipe', 'ignore']});
const inFile = (name: string, content: string | Uint8Array) => {
	writeFileSync(join(folder, name), content, {mode: 0o600});
	return name;
};

const rsa = rsaKey().privateKey;
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
	return result.value.publicJwk;
};
const formOf = (text: string | Uint8Array) => {
	const result = read(text);
	assert.ok(result.ok, JSON.stringify(result));
	return result.value.form;
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

		test('is read in every other form that people have, and each form is said', () => {
			const der = spkiDer(key);
			const ssh = execFileSync('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', inFile('ssh.pem', pem)], {
				cwd: folder,
			}).toString();
			inFile('key.pub', ssh);
			const rfc4716 = execFileSync('ssh-keygen', ['-e', '-f', 'key.pub'], {cwd: folder}).toString();
			const jwk = JSON.stringify(expected);
			const certificate = openssl('x509', '-outform', 'DER', '-in', inFile('c.pem', certificateOf(key)));
			const request = openssl('req', '-new', '-key', inFile('k.pem', pkcs8(key)), '-subj', '/CN=machine');
			const forms: readonly (readonly [RegExp, string | Uint8Array])[] = [
				[/^a public key in DER$/u, der],
				[/^a public key in DER$/u, der.toString('base64')],
				[/^a public key in PEM$/u, pem.replaceAll('\n', String.raw`\n`)],
				[/^a public key in PEM$/u, `PUBLIC_KEY="${pem.replaceAll('\n', String.raw`\r\n`)}"`],
				[/^a public key in PEM$/u, pem.replaceAll('\n', ' ')],
				[/^a public key in PEM$/u, Buffer.from(`\uFEFF${pem}`, 'utf16le')],
				[/^a public key in PEM$/u, Buffer.from(pem, 'utf16le').swap16()],
				[/^a certificate in DER$/u, certificate],
				[/^a certificate request in PEM$/u, request],
				[/^a public key of OpenSSH$/u, ssh],
				[/^a public key of OpenSSH$/u, `from="10.0.0.1",no-pty ${ssh.trim()} me@machine\n`],
				[/^a public key as RFC 4716 writes it$/u, rfc4716],
				[/^a key as JWK$/u, jwk],
				[/^a set of one key \(JWKS\)$/u, `{"keys": [${jwk}]}`],
				[
					/Azure Key Vault$/u,
					JSON.stringify({key: {...expected, kty: `${expected.kty}-HSM`, keyOps: ['sign']}}),
				],
				[/AWS KMS$/u, JSON.stringify({KeyUsage: 'SIGN_VERIFY', PublicKey: der.toString('base64')})],
				[/Google Cloud KMS$/u, JSON.stringify({name: 'projects/p', pem})],
			];
			for (const [form, text] of forms) {
				assert.deepEqual(keyIn(text), expected, form.source);
				assert.match(formOf(text), form);
			}
		});

		test('comes with its thumbprint and the algorithms that it can serve', () => {
			const result = read(pem);
			assert.ok(result.ok);
			assert.equal(result.value.thumbprint, thumbprint(expected));
			assert.deepEqual(result.value.algorithms, algorithmsFor(expected));
		});
	});
}

test('RSA PUBLIC KEY is read in PEM and in DER', () => {
	const publicKey = createPublicKey(pkcs8(rsa));
	assert.deepEqual(keyIn(publicKey.export({format: 'pem', type: 'pkcs1'})), publicJwkOf(rsa));
	assert.deepEqual(keyIn(publicKey.export({format: 'der', type: 'pkcs1'})), publicJwkOf(rsa));
});

test('a key service that allows a key one hash only leaves one algorithm', () => {
	const pem = spkiPem(rsa);
	const ofGoogle = (algorithm: string) => read(JSON.stringify({pem, algorithm}));
	const sha512 = ofGoogle('RSA_SIGN_PKCS1_4096_SHA512');
	assert.deepEqual(sha512.ok && sha512.value.algorithms, ['RS512']);
	const raw = ofGoogle('RSA_SIGN_RAW_PKCS1_2048');
	assert.deepEqual(raw.ok && raw.value.algorithms, ['RS256', 'RS512']);
	const jwk = read(JSON.stringify({...publicJwkOf(rsa), alg: 'RS512'}));
	assert.deepEqual(jwk.ok && jwk.value.algorithms, ['RS512']);
});

test('what a key service made for another purpose, and what does not fit its checksum, is refused', () => {
	const pem = spkiPem(rsa);
	const der = spkiDer(rsa).toString('base64');
	const crc = (value: number) => JSON.stringify({pem, pemCrc32c: String(value)});
	assert.deepEqual(keyIn(crc(crc32c(Buffer.from(pem)))), publicJwkOf(rsa));
	assert.match(refusalOf(crc(1)).message, /checksum/u);
	const refused: readonly (readonly [RegExp, object])[] = [
		[/not for signing \(ENCRYPT_DECRYPT\)/u, {KeyUsage: 'ENCRYPT_DECRYPT', PublicKey: der}],
		[/RSA_SIGN_PSS_2048_SHA256 alone/u, {pem, algorithm: 'RSA_SIGN_PSS_2048_SHA256'}],
		[/RSA_DECRYPT_OAEP/u, {pem, algorithm: 'RSA_DECRYPT_OAEP_2048_SHA256'}],
		[/not for signing/u, {key: {...publicJwkOf(rsa), keyOps: ['encrypt', 'wrapKey']}}],
		[/not for signing/u, {...publicJwkOf(rsa), use: 'enc'}],
		[/another algorithm/u, {...publicJwkOf(rsa), alg: 'PS256'}],
		[/algorithm that its key can not sign with/u, {...publicJwkOf(rsa), alg: 'ES256'}],
		[/shared secret/u, {kty: 'oct', k: 'AAAA'}],
		[/hexadecimal/u, {kty: 'RSA', n: Buffer.from('ab'.repeat(256), 'hex').toString('hex'), e: 'AQAB'}],
		[/an Ed25519 key/u, {kty: 'OKP', crv: 'Ed25519', x: 'AAAA'}],
		[/several keys/u, {keys: [publicJwkOf(rsa), publicJwkOf(p256)]}],
	];
	for (const [message, value] of refused) {
		const refusal = refusalOf(JSON.stringify(value));
		assert.match(refusal.message, message);
		assert.ok(refusal.remedy.endsWith('.'));
	}
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
		const {kind, message, publicHalf} = refusalOf(form);
		assert.equal(kind, 'private-key', Buffer.from(form).subarray(0, 40).toString('latin1'));
		assert.match(message, /private key.*Nothing was taken/u);
		assert.equal(JSON.stringify(publicHalf ?? {}).includes('"d"'), false);
	}
});

test('the public half of a private key is offered wherever no passphrase is in the way', () => {
	const jwk = (key: KeyObject) => JSON.stringify(key.export({format: 'jwk'}));
	const cases: readonly (readonly [KeyObject, readonly (string | Uint8Array)[]])[] = [
		[
			rsa,
			[
				pkcs8(rsa),
				rsa.export({format: 'pem', type: 'pkcs1'}),
				rsa.export({format: 'der', type: 'pkcs8'}),
				jwk(rsa),
			],
		],
		[p256, [pkcs8(p256), p256.export({format: 'pem', type: 'sec1'}), jwk(p256)]],
		[p521, [pkcs8(p521), p521.export({format: 'der', type: 'sec1'}), jwk(p521)]],
	];
	for (const [key, forms] of cases) {
		for (const form of forms) assert.deepEqual(refusalOf(form).publicHalf?.publicJwk, publicJwkOf(key));
	}
	inFile('locked.pem', pkcs8(p256));
	execFileSync('ssh-keygen', ['-q', '-p', '-N', 'secret', '-f', 'locked.pem'], {cwd: folder});
	const openSsh = readFileSync(join(folder, 'locked.pem'));
	assert.deepEqual(refusalOf(openSsh).publicHalf?.publicJwk, publicJwkOf(p256));
});

test('a key that Affinidi does not take is refused by its name', () => {
	const pemOf = ({publicKey}: {readonly publicKey: KeyObject}) =>
		publicKey.export({format: 'pem', type: 'spki'});
	const curve = (namedCurve: string) =>
		generateKeyPairSync('ec', {namedCurve}).publicKey.export({format: 'pem', type: 'spki'});
	const rsaOf = (modulusLength: number) =>
		generateKeyPairSync('rsa', {modulusLength}).publicKey.export({format: 'pem', type: 'spki'});
	const pss = readFileSync('test/keys/vectors/rsa-pss-spki.pem');
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
				if (result.ok) createPublicKey({key: result.value.publicJwk, format: 'jwk'});
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
