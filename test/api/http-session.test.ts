import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {anHttp, aSession} from './an-http.ts';
import {always, rawServer} from './raw-server.ts';

const schema = v.object({id: v.string()});
const good = always(200, {id: 'p-1'});

const expired = {name: 'InvalidJwtTokenError', details: [{issue: 'jwt-expired'}]};

for (const [what, status, body] of [
	['a 401', 401, {}],
	['a 403 that names the token as invalid', 403, {name: 'InvalidJwtTokenError'}],
	['a 400 with the issue jwt-expired', 400, {details: [{issue: 'jwt-expired'}]}],
] as const) {
	test(`${what} means that the session is over`, async t => {
		const server = await rawServer(t, always(status, body));
		const {http} = anHttp();
		const result = await http.send({method: 'GET', url: server.origin, schema, authorization: aSession()});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, 'session-ended');
	});
}

test('a 403 without a word on the session, and a 500, leave the session alone', async t => {
	for (const [status, kind] of [
		[403, 'forbidden'],
		[500, 'service-failed'],
	] as const) {
		const server = await rawServer(t, always(status, {name: 'ActionForbiddenError'}));
		const {http} = anHttp();
		const result = await http.send({method: 'GET', url: server.origin, schema, authorization: aSession()});
		assert.equal(result.ok, false);
		assert.equal(result.error.kind, kind);
	}
});

test('a refused token is an answer, not the end of the session', async t => {
	const server = await rawServer(t, always(401, expired));
	const {http} = anHttp();
	const authorization = {kind: 'token', headers: () => ({authorization: 'Bearer x'})} as const;
	const result = await http.send({method: 'GET', url: server.origin, schema, authorization});
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'token-refused');
});

test('a session that is over is renewed once, and the request then sent with the new one', async t => {
	let cookie = 'old';
	const server = await rawServer(t, (socket, request, count) =>
		(request.head.includes('s=new') ? good : always(401, expired))(socket, request, count),
	);
	const {http} = anHttp();
	const authorization = {
		kind: 'session',
		headers: () => ({cookie: `s=${cookie}`}),
		async renew() {
			cookie = 'new';
			return true;
		},
	} as const;
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema, authorization});
	assert.equal(result.ok, true);
	assert.equal(server.requests.length, 2);
});

test('a renewed session that is refused as well is not renewed again', async t => {
	const server = await rawServer(t, always(401, expired));
	const {http} = anHttp();
	let renewals = 0;
	const authorization = aSession(async () => {
		renewals++;
		return renewals < 9;
	});
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema, authorization});
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'session-ended');
	assert.deepEqual([renewals, server.requests.length], [1, 2]);
});
