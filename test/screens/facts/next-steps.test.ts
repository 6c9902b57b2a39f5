import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {KnownFacts} from '../../../source/screens/facts/known-facts.ts';
import {nextSteps} from '../../../source/screens/facts/next-steps.ts';
import {tokenFacts} from '../../../source/screens/facts/token-facts.ts';
import {aFactsToken, aRegisteredKey, factsTokenId, pageOf, someFacts} from './some-facts.ts';

const all = {version: '', statement: [{principal: [], action: ['*'], resource: ['*'], effect: 'Allow'}]};
const some = {
	version: '',
	statement: [{...all.statement[0], principal: [], action: ['a:b'], resource: ['*'], effect: 'Allow'}],
};
const inProject = (policy: typeof all | undefined): KnownFacts['detail'] => ({
	tokenId: factsTokenId,
	status: 'ready',
	projects: [{id: 'p-1', name: 'Acme', policy}],
});
const worked = {at: 0, outcome: 'works', ms: 1, project: undefined, status: undefined} as const;
const well = {detail: inProject(some), tries: [worked]};
const steps = (change: Partial<KnownFacts>) =>
	nextSteps(someFacts({...well, ...change})).map(({binding}) => binding);

test('a token that is well is taken away to a program', () => {
	assert.deepEqual(steps({}), ['token.export']);
});

test('a token that was never tried, or whose last try failed, is tried', () => {
	assert.deepEqual(steps({tries: []}), ['token.try']);
	assert.deepEqual(steps({tries: [{...worked, outcome: 'failed'}, worked]}), ['token.try']);
	assert.deepEqual(steps({tries: undefined}), []);
});

test('without its private key nothing is tried; a new key is the way out', () => {
	assert.deepEqual(steps({keys: new Map(), tries: []}), ['token.rotate']);
	assert.deepEqual(steps({keys: undefined, tries: []}), []);
});

test('a token in no project is put into one, and one that may do anything is cut down', () => {
	assert.deepEqual(steps({detail: {tokenId: factsTokenId, status: 'ready', projects: []}}), [
		'token.permissions',
		'token.export',
	]);
	assert.deepEqual(steps({detail: inProject(all)}), ['token.permissions', 'token.export']);
	assert.deepEqual(steps({detail: inProject(undefined)}), ['token.export']);
	assert.deepEqual(steps({detail: undefined}), ['token.export']);
});

test('an open rotation comes first, and no key is named twice', () => {
	const token = aFactsToken({}, [aRegisteredKey(), aRegisteredKey({kid: 'new', x: 'YWFh'})]);
	assert.deepEqual(steps({token}), ['token.rotate', 'token.export']);
	assert.deepEqual(steps({token, keys: new Map()}), ['token.rotate']);
});

test('a key that stands there under two ids, as after a rotation, leaves nothing to finish and is told of once', () => {
	const token = aFactsToken({}, [aRegisteredKey({kid: 'new'}), aRegisteredKey()]);
	assert.deepEqual(steps({token}), ['token.export']);
	assert.doesNotMatch(pageOf(tokenFacts(someFacts({...well, token}), () => undefined)), /computer, 1 of 2/);
});

test('nothing is offered for a record without an id', () => {
	assert.deepEqual(steps({token: aFactsToken({id: ''})}), []);
});

test('what has no key that works now is not offered', () => {
	const facts = someFacts({...well, detail: inProject(all)});
	const text = pageOf(tokenFacts(facts, binding => (binding === 'token.export' ? 'x' : undefined)));
	assert.match(text, /What to do next\n +x +takes it away/);
	assert.doesNotMatch(text, /lets it do less/);
	assert.doesNotMatch(pageOf(tokenFacts(facts, () => undefined)), /What to do next/);
});
