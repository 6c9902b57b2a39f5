import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {donePage, type PageState} from '../../source/auth/done-page.ts';

const states: readonly PageState[] = ['accepted', 'declined', 'unfinished'];

for (const state of states) {
	test(`the page of a sign-in that is ${state} runs nothing, loads nothing and fits a phone in the dark`, () => {
		const {headers, body} = donePage(state, 200);
		assert.doesNotMatch(body, /<script|\son\w+=|<(?:img|link|iframe|form|a)\b|https?:/i);
		assert.match(body, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
		assert.match(body, /color-scheme: light dark/);
		assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'; /);
		assert.equal(headers['cache-control'], 'no-store');
	});
}

test('the policy of the page allows its own style and no other', () => {
	const {headers, body} = donePage('accepted', 200);
	const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? '';
	const hash = createHash('sha256').update(style).digest('base64');
	assert.ok(headers['content-security-policy']?.includes(`style-src 'sha256-${hash}'`));
});

test('only the page of an accepted sign-in says that somebody is signed in', () => {
	const titles = states.map(state => /<h1>(.*)<\/h1>/.exec(donePage(state, 200).body)?.[1]);
	assert.deepEqual(titles, ['You are signed in', 'Declined: nobody is signed in', 'Not signed in yet']);
});
