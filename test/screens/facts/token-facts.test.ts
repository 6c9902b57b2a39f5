import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {thumbprint} from '../../../source/keys/thumbprint.ts';
import {factLines} from '../../../source/screens/facts/fact.ts';
import type {KnownFacts} from '../../../source/screens/facts/known-facts.ts';
import {tokenFacts} from '../../../source/screens/facts/token-facts.ts';
import {asciiSigns} from '../../../source/terminal/signs.ts';
import {cells} from '../../../source/text/cells.ts';
import {anyCharacter} from '../../any-character.ts';
import {
	aFactsToken,
	aRegisteredKey,
	factsNow,
	factsTokenId,
	pageOf,
	someFacts,
	someKeys,
	unfinishedKeys,
} from './some-facts.ts';

const page = (change: Partial<KnownFacts> = {}, columns = 90) =>
	pageOf(
		tokenFacts(someFacts(change), binding => binding),
		columns,
	);
const statement = (action: readonly string[], resource: readonly string[]) => ({
	principal: [],
	action: [...action],
	resource: [...resource],
	effect: 'Allow',
});
const aPolicy = (...statements: readonly ReturnType<typeof statement>[]) => ({
	version: '2022-12-15',
	statement: [...statements],
});
const inProjects = (
	...projects: NonNullable<KnownFacts['detail']>['projects']
): NonNullable<KnownFacts['detail']> => ({tokenId: factsTokenId, status: 'ready', projects});

test('the record of the service is there in full', () => {
	const text = page({token: aFactsToken({scopes: ['openid', 'other']})});
	assert.match(text, /^name +ci-deploy-prod$/m);
	assert.match(text, new RegExp(`^id +${factsTokenId}$`, 'm'));
	assert.match(text, new RegExp(`^ARI +ari:iam:::token/${factsTokenId}$`, 'm'));
	assert.match(text, /^owner +ari:iam:::user\/8e0a$/m);
	assert.match(text, /^algorithm +ES256 \(EC, P-256\)$/m);
	assert.match(text, /^scopes +openid other$/m);
});

test('each registered key is named by its id and thumbprint', () => {
	const other = aRegisteredKey({kid: 'other', x: 'YWFh'});
	const text = page({token: aFactsToken({}, [aRegisteredKey(), other])});
	assert.match(text, /Public key 1 of 2[\s\S]*Public key 2 of 2\n +key id +other\n/);
	for (const key of [aRegisteredKey(), other]) assert.ok(text.includes(thumbprint(key) ?? '?'));
});

test('an odd record is said to be odd, and what is missing is not made up', () => {
	assert.match(page({token: aFactsToken({name: ''})}), /^! The service sent no name\.$/m);
	const elsewhere = {
		signingAlgorithm: 'RS256',
		publicKeyInfo: {jwksUri: 'https://keys.example/jwks.json'},
	};
	const text = page({token: aFactsToken({authenticationMethod: elsewhere})});
	assert.match(text, /^keys at +https:\/\/keys\.example\/jwks\.json$/m);
	assert.match(text, /\? not known: its registered key can not be read/);
	assert.match(text, /whether that is here is not known/);
	const broken = page({token: aFactsToken({}, [{kid: 'k', kty: 'EC'}])});
	assert.match(broken, /key +members are missing or odd/);
	assert.match(broken, /thumbprint +can not be computed/);
});

test('the private key is told with its state, its mode, its place and its age', () => {
	const text = page();
	assert.match(text, /kept +in the key store, mode 0600/);
	assert.match(text, /opens +with its passphrase/);
	assert.match(text, /path +\/home\/me\/keys\/ci\.pem/);
	assert.match(text, /made +2026-03-01, 3d ago/);
	assert.match(page({keys: someKeys({encrypted: false})}), /opens +without a passphrase: who can read/);
});

test('a key that others can read comes with the command that mends it, quoted for a shell', () => {
	const text = page({keys: someKeys({mode: 0o644, place: "/home/my own/it's.pem"})}, 200);
	assert.match(text, /mode 0644/);
	assert.ok(text.includes(`chmod 600 '/home/my own/it'\\''s.pem'`), text);
	assert.doesNotMatch(page(), /chmod/);
});

test('a key that is not here, half here, or not looked for yet is told apart', () => {
	assert.match(page({keys: new Map()}), /It is not here\./);
	assert.match(page({keys: undefined}), /The key store has not been read yet\./);
	assert.match(page({keys: unfinishedKeys()}), /The private key is not there\.\n.*Only its public half/);
});

test('what a token may do stands beside each project, anything on everything is flagged, and an unreadable policy is not known', () => {
	const text = page({
		detail: inProjects(
			{id: 'p-1', name: 'Acme Prod', policy: aPolicy(statement(['cis:startIssuance'], ['*:p-1:*']))},
			{id: 'p-2', name: 'Acme Staging', policy: aPolicy(statement(['*'], ['*']))},
			{id: 'p-3', name: '', policy: undefined},
		),
	});
	assert.match(text, /Projects \(3\)/);
	assert.match(text, /Acme Prod +can start issuance/);
	assert.match(text, /Acme Staging +! can do anything \( \* on \* \)/);
	assert.match(text, /p-3 +is a member; what it may do there is not known/);
	assert.doesNotMatch(text, /Acme Prod +!/);
});

test('projects that are not read, are being read, failed or none are told apart', () => {
	assert.match(page({detail: undefined}), /Projects\n +They have not been read yet\./);
	assert.match(page({detail: {...inProjects(), status: 'loading'}}), /Projects\n +reading them…/);
	assert.match(page({detail: inProjects()}), /Projects \(0\)\n +It is in none/);
	const failure = {kind: 'forbidden', what: 'Its projects could not be read', said: 'No.', means: 'Ask.'};
	const failed = page({detail: {...inProjects(), status: 'failed', failure}});
	assert.match(failed, /✗ Its projects could not be read\n +No\.\n +Ask\.\n +r tries again\./);
	const ended = page({
		detail: {...inProjects(), status: 'failed', failure: {...failure, kind: 'session-ended'}},
	});
	assert.match(ended, /i signs in again/);
});

test('the last tries say when, how, how long and where; one that came to no end is no failure', () => {
	const tries = [
		{at: factsNow - 7_200_000, outcome: 'works', ms: 412, project: 'Acme Prod', status: undefined},
		{at: factsNow - 90_000_000, outcome: 'failed', ms: 98, project: undefined, status: 400},
		{at: factsNow - 180_000_000, outcome: 'open', ms: undefined, project: undefined, status: undefined},
	] as const;
	const text = page({tries});
	assert.match(text, /2h ago +✓ worked, 412 ms, in Acme Prod/);
	assert.match(text, /1d ago +✗ failed \(400\), 98 ms/);
	assert.match(text, /2d ago +\? came to no end/);
	assert.match(page({tries: []}), /never been tried from here/);
	assert.match(page({tries: undefined}), /They have not been read yet\./);
});

test('SDKs of which the same is to be said share a line, and the remedy stands once', () => {
	const text = page({}, 80);
	assert.match(text, /TypeScript, Python, Java, Dart, PHP, \.NET\n +✗ does not work: only RS256 is signed/);
	assert.equal(text.match(/Rotate to RS256/g)?.length, 1);
});

test('whatever the service sent, every line fits, and in ASCII nothing else is drawn', () => {
	const text = fc.oneof(
		fc.string({unit: anyCharacter, maxLength: 80}),
		fc.string({unit: 'grapheme', maxLength: 80}),
	);
	fc.assert(
		fc.property(text, text, fc.integer({min: 30, max: 120}), (one, other, columns) => {
			const token = aFactsToken({name: one, ari: other, ownerAri: one, scopes: [one, other]}, [
				aRegisteredKey({kid: one, alg: other}),
			]);
			const facts = someFacts({
				token,
				detail: inProjects({id: other, name: one, policy: aPolicy(statement([one, '*'], [other, '*']))}),
				tries: [{at: 0, outcome: 'works', ms: 1, project: other, status: undefined}],
			});
			for (const {lead = '', text: line} of factLines(
				tokenFacts(facts, () => 'x'),
				columns,
			)) {
				assert.ok(cells(lead + line) <= columns, JSON.stringify(lead + line));
				assert.doesNotMatch(lead + line, /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u);
			}
		}),
		{numRuns: 60},
	);
	const plain = page({signs: asciiSigns, detail: {...inProjects(), status: 'loading'}});
	assert.match(plain, /^[\x20-\x7e\n]*$/);
});
