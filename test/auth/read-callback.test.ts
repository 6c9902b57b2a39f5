import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readCallback} from '../../source/auth/read-callback.ts';

const ours = {host: '127.0.0.1:64287', state: 's-1'};
const browser = {host: ours.host, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document'};
const read = (target: string, headers: Readonly<Record<string, string>> = browser, method = 'GET') =>
	readCallback({method, target, headers}, ours);

for (const [what, target] of [
	['with the state of the sign-in', '/callback?state=s-1'],
	['with other parameters beside it', '/callback?code=1&state=s-1'],
	['with no state', '/callback'],
] as const) {
	test(`a browser that comes back ${what} is taken for one`, () => {
		assert.deepEqual(read(target), {kind: 'returned'});
	});
}

test('a browser so old that it says nothing of where it comes from is taken too', () => {
	assert.deepEqual(read('/callback?state=s-1', {host: ours.host}), {kind: 'returned'});
});

for (const [what, target] of [
	['of another sign-in', '/callback?state=s-2'],
	['that is empty', '/callback?state='],
	['that is given twice', '/callback?state=s-1&state=s-1'],
	['that is an error and ours', '/callback?state=error&state=s-1'],
	['that only begins like ours', '/callback?state=s-1x'],
] as const) {
	test(`a state ${what} is foreign`, () => {
		assert.deepEqual(read(target), {kind: 'foreign'});
	});
}

for (const [what, query, message] of [
	[
		'as the documents spell it',
		'error=access_denied&description=request_declined',
		/declined in the browser/,
	],
	[
		'as the official client reads it',
		'type=access_denied&description=request_declined',
		/declined in the browser/,
	],
	['without a word', '', /declined in the browser/],
	['without a description', 'error=access_denied', /declined in the browser/],
	['for another reason', 'error=server_error&description=Out+of+order', /: Out of order \(server_error\)\.$/],
	['with a name alone', 'type=server_error', /: server_error\.$/],
] as const) {
	test(`a rejection ${what} is one`, () => {
		const callback = read(`/callback?state=error&${query}`);
		assert.equal(callback.kind, 'declined');
		assert.match(callback.message, message);
	});
}

test('no text of a rejection reaches the screen unsafe, or with a secret', () => {
	const jwt = `eyJ${'a'.repeat(20)}.bbb.ccc`;
	const callback = read(`/callback?state=error&error=x%1b%5B2J&description=${jwt}%0aline%e2%80%ae`);
	assert.equal(callback.kind, 'declined');
	assert.doesNotMatch(callback.message, /[\p{Cc}\p{Cf}]|aaaa/u);
});

for (const [what, target, headers, method, status] of [
	['for another host', '/callback?state=s-1', {...browser, host: 'localhost:64287'}, 'GET', 421],
	['for another port', '/callback?state=s-1', {...browser, host: '127.0.0.1'}, 'GET', 421],
	['for no host', '/callback?state=s-1', {}, 'GET', 421],
	['for a page that is resolved to us', '/callback', {...browser, host: 'evil.example:64287'}, 'GET', 421],
	['for another path', '/callback/', browser, 'GET', 404],
	['for the icon', '/favicon.ico', browser, 'GET', 404],
	['by way of a proxy', 'http://evil.example/callback', browser, 'GET', 404],
	['for a path that is a host', '//evil.example/callback', browser, 'GET', 404],
	['with POST', '/callback?state=s-1', browser, 'POST', 405],
	['with HEAD', '/callback?state=s-1', browser, 'HEAD', 405],
	['with OPTIONS', '/callback?state=s-1', browser, 'OPTIONS', 405],
	[
		'as a picture',
		'/callback',
		{...browser, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image'},
		'GET',
		403,
	],
	['as a call of a script', '/callback', {host: ours.host, 'sec-fetch-mode': 'cors'}, 'GET', 403],
	['as a frame', '/callback', {...browser, 'sec-fetch-dest': 'iframe'}, 'GET', 403],
	['as an error in a frame', '/callback?state=error', {...browser, 'sec-fetch-dest': 'iframe'}, 'GET', 403],
] as const satisfies ReadonlyArray<
	readonly [string, string, Readonly<Record<string, string>>, string, number]
>) {
	test(`a request ${what} is refused`, () => {
		assert.deepEqual(read(target, headers, method), {kind: 'refused', status});
	});
}

test('whatever else is sent to the port, only these requests mean anything, and nothing throws', () => {
	const word = fc.oneof(
		fc.constantFrom('/callback', '?state=', 's-1', 'error', '&', '//', '%', '127.0.0.1:64287'),
		fc.string(),
	);
	const target = fc.array(word, {maxLength: 6}).map(words => words.join(''));
	fc.assert(
		fc.property(target, fc.option(word, {nil: undefined}), fc.string(), (sent, host, method) => {
			const callback = readCallback({target: sent, headers: {host}, method}, ours);
			if (callback.kind !== 'refused') assert.ok(host === ours.host && method === 'GET');
			if (callback.kind === 'returned') assert.match(sent, /^\/callback(\?.*)?(#.*)?$/s);
		}),
	);
	fc.assert(
		fc.property(fc.string(), state => {
			const sent = `/callback?${new URLSearchParams({state}).toString()}`;
			const known = new Map([
				['s-1', 'returned'],
				['error', 'declined'],
			]);
			const expected = known.get(state) ?? 'foreign';
			assert.equal(read(sent).kind, expected);
		}),
	);
});
