import assert from 'node:assert/strict';
import {createPrivateKey} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import fc from 'fast-check';
import {readForeignKey} from '../../source/keys/import/read-foreign-key.ts';
import {type PublicJwk, publicJwkOf} from '../../source/keys/public-jwk.ts';
import {readPublicKey} from '../../source/keys/read-public-key.ts';

const folder = 'test/keys/vectors';
const files = readdirSync(folder)
	.filter(file => file !== 'table.json')
	.map(file => readFileSync(join(folder, file)));
const jwks = ['rsa', 'p256', 'p521'].map(name => {
	const key = createPrivateKey(readFileSync(join(folder, `${name}.pem`)));
	return Buffer.from(JSON.stringify(key.export({format: 'jwk'})));
});

const decoded = (bytes: Uint8Array): readonly Buffer[] => {
	const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
	const isBody = (line: string) => /^[A-Za-z\d+/]+={0,2}$/u.test(line);
	const linesOf = (part: string) => part.split(/\r?\n/u).map(line => line.trim());
	const parts = [text, ...text.split(/-----[A-Z\d ]+-----|----[A-Z\d ]+----/u)];
	// With the headers of a block left out, and with them taken for a part of its body.
	const bodies = parts.flatMap(part => [linesOf(part).filter(isBody).join(''), part.replaceAll(/\s/gu, '')]);
	const words = text.split(/\s/u).filter(word => word.startsWith('AAAA'));
	return [...bodies, ...words].map(body => Buffer.from(body, 'base64'));
};

/** Whether the numbers of a key stand, octet for octet, in what was read: then it is the key that the bytes name. */
const isIn = (jwk: PublicJwk, bytes: Buffer) => {
	const number = Buffer.from(jwk.kty === 'RSA' ? jwk.n : jwk.x, 'base64url');
	const members = Buffer.from(jwk.kty === 'RSA' ? jwk.n : jwk.x);
	return bytes.includes(members) || [bytes, ...decoded(bytes)].some(each => each.includes(number));
};

const change = fc.record({
	at: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
	to: fc.oneof(fc.nat(255), fc.constantFrom(0x0a, 0x30, 0x41, 0x3d)),
	remove: fc.nat(3),
	insert: fc.uint8Array({maxLength: 3}),
});
const mutants = fc
	.tuple(fc.constantFrom(...files, ...jwks), fc.array(change, {minLength: 1, maxLength: 4}))
	.map(([file, changes]) =>
		changes.reduce((bytes, {at, to, remove, insert}) => {
			const place = Math.floor(at * bytes.length);
			const rest = bytes.subarray(place + remove);
			return Buffer.concat([bytes.subarray(0, place), remove > 0 ? Uint8Array.of(to) : insert, rest]);
		}, file),
	);

const slowest = 100;

test('20,000 damaged key files end in a key that stands in them or a refusal by name, none after more than 100 ms', async () => {
	await fc.assert(
		fc.asyncProperty(mutants, async bytes => {
			const begun = performance.now();
			const asPublic = readPublicKey(bytes);
			const asPrivate = await readForeignKey(bytes);
			if (performance.now() - begun > slowest) {
				// It, or the machine, was slow: what it costs is said by the processor.
				const before = process.cpuUsage();
				readPublicKey(bytes);
				await readForeignKey(bytes);
				const {user, system} = process.cpuUsage(before);
				assert.ok((user + system) / 1000 <= slowest, `${(user + system) / 1000} ms`);
			}
			const half = asPublic.ok ? asPublic.value : asPublic.error.publicHalf;
			if (half) assert.ok(isIn(half.publicJwk, bytes) || asPrivate.ok, 'it is no other key');
			else if (!asPublic.ok) assert.match(asPublic.error.message, /\.$/u);
			if (asPrivate.ok) {
				assert.ok(half, 'a private key has a public half');
				assert.deepEqual(publicJwkOf(asPrivate.value.privateKey), half.publicJwk);
			}
		}),
		{numRuns: 20_000},
	);
});
