import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type SdkCase, sdkFits} from '../../source/exports/sdk-fit.ts';

const tokenId = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';
const otherId = '0b8f7ac2-94d5-4f0e-8a39-6c7a51d0e2b4';
const rsa = (bits: number, kid = tokenId) => ({kid, size: {type: 'RSA', bits} as const});
const aCase = (change: Partial<SdkCase> = {}): SdkCase => ({
	tokenId,
	algorithm: 'RS256',
	keys: [rsa(4096)],
	isEncrypted: true,
	...change,
});
const verdicts = (change: Partial<SdkCase>) =>
	Object.fromEntries(sdkFits(aCase(change)).map(({sdk, verdict}) => [sdk, verdict]));
const whyOf = (sdk: string, change: Partial<SdkCase>) =>
	sdkFits(aCase(change))
		.find(each => each.sdk === sdk)
		?.why.join('; ') ?? '';

test('RS256 with a large RSA key under the token id works everywhere, and what must be minded is said', () => {
	assert.deepEqual(verdicts({}), {
		TypeScript: 'works',
		Python: 'care',
		Java: 'care',
		Dart: 'works',
		PHP: 'care',
		'.NET': 'works',
	});
	assert.match(whyOf('Python', {}), /Node\.js/);
	assert.match(whyOf('Java', {}), /Java 21.*literal \\n/);
	assert.match(whyOf('PHP', {}), /expired/);
});

test('an EC key works with none, and the way out is named', () => {
	for (const algorithm of ['ES256', 'ES512']) {
		const fits = sdkFits(aCase({algorithm, keys: [{kid: tokenId, size: {type: 'EC', curve: 'P-256'}}]}));
		assert.equal(fits.length, 6);
		for (const {verdict, remedy} of fits) {
			assert.equal(verdict, 'fails');
			assert.match(remedy ?? '', /RS256/);
		}
	}
});

test('what the contract does not know is not claimed', () => {
	for (const algorithm of ['RS512', 'PS256', '']) {
		assert.deepEqual(new Set(Object.values(verdicts({algorithm}))), new Set(['unknown']), algorithm);
	}
	for (const keys of [[], [{kid: tokenId, size: undefined}]])
		assert.deepEqual(new Set(Object.values(verdicts({keys}))), new Set(['unknown']));
});

test('an RSA key that is too small fails where that is known, and is not known elsewhere', () => {
	assert.deepEqual(verdicts({keys: [rsa(1024)]}), {
		TypeScript: 'fails',
		Python: 'fails',
		Java: 'fails',
		Dart: 'unknown',
		PHP: 'unknown',
		'.NET': 'unknown',
	});
	assert.equal(verdicts({keys: [rsa(2048)]})['TypeScript'], 'works');
});

test('.NET takes no key id that is not a UUID; the others are to be given it, but for Java, which sends none', () => {
	const keys = [rsa(4096, 'my-key-2026')];
	assert.equal(verdicts({keys})['.NET'], 'fails');
	for (const sdk of ['TypeScript', 'Python', 'Dart', 'PHP']) assert.match(whyOf(sdk, {keys}), /KEY_ID/, sdk);
	assert.doesNotMatch(whyOf('Java', {keys}), /key id/);
	const uuid = {keys: [rsa(4096, otherId)]};
	assert.match(whyOf('.NET', uuid), /KEY_ID/);
	assert.equal(verdicts(uuid)['.NET'], 'care');
});

test('while two keys are registered it is not known which one is taken for a client that sends no key id', () => {
	const keys = [rsa(4096), rsa(4096, otherId)];
	assert.match(whyOf('Java', {keys}), /not known/);
	assert.match(whyOf('Dart', {keys}), /KEY_ID/);
});

test('one key under two ids, as after a rotation, is one key to every SDK', () => {
	const keys = [otherId, tokenId].map(kid => ({...rsa(4096, kid), thumbprint: 'print'}));
	assert.doesNotMatch(whyOf('Java', {keys}), /not known/);
	assert.equal(verdicts({keys})['.NET'], 'works');
});

test('a plain key must be given without a passphrase where one makes the SDK fail, and nothing is said of a key that is elsewhere', () => {
	for (const sdk of ['Java', 'Dart', '.NET']) {
		assert.match(whyOf(sdk, {isEncrypted: false}), /no passphrase/, sdk);
		assert.doesNotMatch(whyOf(sdk, {isEncrypted: undefined}), /passphrase|encrypted/, sdk);
	}
	assert.equal(verdicts({isEncrypted: false})['TypeScript'], 'works');
});
