import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {type TestContext, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import * as v from 'valibot';
import {isUncertain} from '../../source/api/errors.ts';
import {anyCharacter} from '../any-character.ts';
import {anHttp, aSession, sessionCookie} from './an-http.ts';
import {always, type Respond, rawServer, replyBytes} from './raw-server.ts';

const Project = v.object({id: v.string()});
const project = {id: 'p-1'};

const sendTo = async (t: TestContext, respond: Respond, options: {readonly method?: 'GET' | 'POST'} = {}) => {
	const server = await rawServer(t, respond);
	const {http, clock} = anHttp();
	const {method = 'POST'} = options;
	const result = await http.send({
		method,
		url: `${server.origin}/x`,
		...(method === 'POST' && {json: {secret: 'canary-body'}}),
		schema: Project,
		authorization: aSession(),
	});
	return {result, requests: server.requests, clock};
};

const errorOf = (result: Awaited<ReturnType<typeof sendTo>>['result']) => {
	assert.equal(result.ok, false);
	return result.error;
};

test('a good reply gives its value, its status and the time of the service', async t => {
	const date = 'Tue, 14 Nov 2023 22:13:20 GMT';
	const {result, requests} = await sendTo(t, always(201, {id: 'p-1', more: true}, {date}));
	assert.deepEqual(result, {ok: true, value: {value: project, status: 201, serviceTime: Date.parse(date)}});
	assert.match(requests[0]?.head ?? '', /^POST \/x HTTP\/1\.1\r\n[\s\S]*cookie: portal-session=canary/i);
	assert.match(requests[0]?.head ?? '', /x-client: canary-header/i);
	assert.equal(requests[0]?.body, '{"secret":"canary-body"}');
});

test('a connection reset before any header is a lost reply, and a POST is sent once only', async t => {
	const {result, requests} = await sendTo(t, socket => socket.resetAndDestroy());
	const error = errorOf(result);
	assert.equal(error.kind, 'no-reply');
	assert.equal(isUncertain(error), true);
	assert.equal(requests.length, 1);
});

test('a connection reset after the headers is a lost reply', async t => {
	const {result, requests} = await sendTo(t, socket => {
		const bytes = replyBytes(200, JSON.stringify(project));
		socket.write(bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4), () => socket.resetAndDestroy());
	});
	assert.equal(errorOf(result).kind, 'no-reply');
	assert.equal(requests.length, 1);
});

test('a service that nobody answers at was never reached, so nothing has to be looked up', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	server.close();
	await once(server, 'close');
	const {http} = anHttp();
	const result = await http.send({
		method: 'POST',
		url: `http://127.0.0.1:${port}/x`,
		json: {},
		schema: Project,
	});
	const error = errorOf(result);
	assert.equal(error.kind, 'unreachable');
	assert.equal(isUncertain(error), false);
});

test('a reply cut off at any byte is never taken for a reply, whether or not it told its length', async t => {
	const body = JSON.stringify({id: 'p-1', list: [1, 2], name: 'caf\u00E9'});
	const length = Buffer.byteLength(body);
	const told = replyBytes(200, body);
	const untold = Buffer.from(told.toString('latin1').replace(/content-length: \d+\r\n/, ''), 'latin1');
	let bytes: Buffer = told;
	const server = await rawServer(t, socket => socket.end(bytes));
	const {http} = anHttp();
	for (const whole of [told, untold]) {
		for (let cut = 1; cut <= whole.length - 1; cut++) {
			bytes = whole.subarray(0, cut);
			const result = await http.send({method: 'POST', url: `${server.origin}/x`, json: {}, schema: Project});
			assert.equal(result.ok, false, `cut after ${cut} of ${whole.length} (body of ${length})`);
			assert.equal(isUncertain(result.error), true, `${result.error.kind} when cut after ${cut}`);
		}
	}
	bytes = untold;
	const result = await http.send({method: 'POST', url: `${server.origin}/x`, json: {}, schema: Project});
	assert.equal(result.ok, true);
});

test('a body that grows to 200 MiB when unpacked is given up at 8 MiB', async t => {
	const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '), {level: 1});
	const server = await rawServer(t, socket =>
		socket.end(replyBytes(200, bomb, {'content-encoding': 'gzip'})),
	);
	let unpacked = 0;
	const counting: typeof fetch = async (input, init) => {
		const response = await fetch(input, init);
		const counter = new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				unpacked += chunk.byteLength;
				controller.enqueue(chunk);
			},
		});
		return new Response(response.body?.pipeThrough(counter) ?? null, response);
	};
	const {http} = anHttp(undefined, counting);
	const result = await http.send({method: 'GET', url: `${server.origin}/x`, schema: Project});
	const error = errorOf(result);
	assert.equal(error.kind, 'unreadable');
	assert.equal(error.tooLarge, true);
	assert.ok(unpacked < 10 * 1024 * 1024, `${unpacked} bytes were unpacked`);
});

test('a reply of a little under 8 MiB is read', async t => {
	const {result} = await sendTo(t, always(200, {id: 'x'.repeat(8 * 1024 * 1024 - 20)}));
	assert.equal(result.ok, true);
});

const unreadable: ReadonlyArray<readonly [string, Buffer]> = [
	['an HTML page', replyBytes(200, '<html>Log in</html>', {'content-type': 'text/html'})],
	['JSON with something after it', replyBytes(200, '{"id":"p-1"} x')],
	['JSON of another shape', replyBytes(200, '{"id":5}')],
	['JSON that is no object', replyBytes(200, '"p-1"')],
	['nothing', replyBytes(200, '')],
	[
		'invalid UTF-8',
		replyBytes(200, Buffer.from([0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])),
	],
	['broken gzip', replyBytes(200, 'not gzip', {'content-encoding': 'gzip'})],
];

for (const [what, bytes] of unreadable) {
	test(`a 200 with ${what} is not a success, and what it said is not repeated`, async t => {
		const {result, requests} = await sendTo(t, socket => socket.end(bytes));
		const error = errorOf(result);
		assert.equal(isUncertain(error), true, error.kind);
		assert.equal(JSON.stringify(error).includes('Log in'), false);
		assert.equal(requests.length, 1);
	});
}

for (const status of [301, 302, 303, 307, 308]) {
	test(`a ${status} is not followed: neither the session nor the assertion goes to the other host`, async t => {
		const other = await rawServer(t, always(200, project));
		const server = await rawServer(t, always(status, '', {location: `${other.origin}/stolen`}));
		const {http} = anHttp();
		const common = {url: `${server.origin}/x`, schema: Project, authorization: aSession()} as const;
		const replies = [
			await http.send({...common, method: 'POST', form: {client_assertion: 'canary-assertion'}}),
			await http.send({...common, method: 'GET'}),
		];
		for (const result of replies) assert.equal(errorOf(result).kind, 'unreadable');
		assert.equal(other.requests.length, 0);
		assert.equal(server.requests.length, 2);
	});
}

test('no error holds a header, a cookie or a body of the request', async t => {
	const replies = [400, 401, 403, 404, 409, 429, 500, 302].map(status => always(status, {message: 'No.'}));
	const faults: Respond[] = [...replies, always(200, '<html>'), socket => socket.resetAndDestroy()];
	for (const fault of faults) {
		const {result} = await sendTo(t, fault);
		assert.doesNotMatch(JSON.stringify(errorOf(result)), /canary/);
	}
});

const hostile = fc.oneof(
	fc.string({unit: anyCharacter, maxLength: 300}),
	fc.constantFrom(
		`set-cookie: ${sessionCookie}`,
		'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlY2FuYXJ5',
		'-----BEGIN PRIVATE KEY-----\nTUlJRXZRSUJBREFOY2FuYXJ5\n-----END PRIVATE KEY-----',
		'\u001B]0;title\u0007\u001B[31mred',
		'a\u202Eb\u2066c',
		'x'.repeat(100_000),
	),
);

test('whatever the service says in an error is cleaned of controls and of secrets before it is kept', async t => {
	let reply: Buffer = Buffer.alloc(0);
	const server = await rawServer(t, socket => socket.end(reply));
	const {http} = anHttp();
	const shape = fc.record({
		status: fc.constantFrom(400, 401, 403, 404, 409, 418),
		words: hostile,
		envelope: fc.constantFrom('iam', 'portal', 'oauth'),
	});
	await fc.assert(
		fc.asyncProperty(shape, async ({status, words, envelope}) => {
			const bodies = {
				iam: {name: words, message: words, traceId: words, details: [{issue: words}, 5]},
				portal: {errorCodeStr: words, message: words, debugId: words},
				oauth: {error: words, error_description: words},
			};
			reply = replyBytes(status, JSON.stringify(bodies[envelope]));
			const result = await http.send({method: 'POST', url: `${server.origin}/x`, json: {}, schema: Project});
			const {message, name = '', traceId = '', issues = []} = errorOf(result);
			for (const text of [message, name, traceId, ...issues]) {
				assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
				assert.doesNotMatch(text, /canary-cookie|eyJ|TUlJ/);
				assert.ok(text.length <= 4096);
			}
			assert.notEqual(message, '');
		}),
		{numRuns: 150},
	);
});
