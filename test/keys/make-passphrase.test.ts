import assert from 'node:assert/strict';
import {test} from 'node:test';
import {madeBits, makePassphrase} from '../../source/keys/make-passphrase.ts';
import {passphraseProblem} from '../../source/keys/passphrase-problem.ts';
import {passphraseStrength} from '../../source/keys/passphrase-strength.ts';
import {systemRandom} from '../../source/system/random.ts';
import {reveal} from '../../source/text/secret.ts';

test('a made passphrase is six short words, strong, and one that every program takes as it is', () => {
	for (let round = 0; round < 50; round += 1) {
		const made = makePassphrase(systemRandom);
		assert.match(
			reveal(made),
			/^(?:[bdfghjklmnprstvwyz][aeiou]){2}(?:-(?:[bdfghjklmnprstvwyz][aeiou]){2}){5}$/u,
		);
		assert.equal(passphraseProblem(made), undefined);
		assert.match(passphraseStrength(made, 'ci-deploy-prod').word, /strong/);
	}
});

test('each syllable comes as often as any other: the bytes that would lead to some once more are drawn again', () => {
	const madeOf = (...octets: readonly number[]) => {
		const draws = [...octets];
		return reveal(makePassphrase({bytes: count => new Uint8Array(count).fill(draws.shift() ?? 0)}));
	};
	const counts = new Map<string, number>();
	for (let octet = 0; octet < 180; octet += 1) {
		const syllable = madeOf(octet, octet).slice(0, 2);
		assert.equal(madeOf(octet), Array(6).fill(syllable.repeat(2)).join('-'));
		counts.set(syllable, (counts.get(syllable) ?? 0) + 1);
	}
	assert.deepEqual([counts.size, ...new Set(counts.values())], [90, 2]);
	for (let octet = 180; octet < 256; octet += 1) assert.equal(madeOf(octet, 7), madeOf(7));
	assert.equal(madeBits, Math.floor(Math.log2(90 ** 12)));
	assert.ok(madeBits >= 77);
});
