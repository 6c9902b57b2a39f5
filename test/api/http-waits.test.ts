import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as v from 'valibot';
import {fakeClock} from '../fake-clock.ts';
import {anHttp} from './an-http.ts';
import {always, rawServer, replyBytes} from './raw-server.ts';

const schema = v.object({id: v.string()});
const good = always(200, {id: 'p-1'});

test('a 429 is waited out for as many seconds as the service says, and the wait is told', async t => {
	const slow = always(429, {message: 'Easy now.'}, {'retry-after': '7'});
	const server = await rawServer(t, (socket, request, count) =>
		(count < 3 ? slow : good)(socket, request, count),
	);
	const {http, clock} = anHttp();
	const waits: unknown[] = [];
	const begun = clock.now();
	const result = await http.send({
		method: 'POST',
		url: server.origin,
		json: {},
		schema,
		onWait: wait => waits.push(wait),
	});
	assert.equal(result.ok, true);
	assert.deepEqual(waits, [
		{ms: 7000, reason: 'Easy now.'},
		{ms: 7000, reason: 'Easy now.'},
	]);
	assert.equal(clock.now() - begun, 14_000);
	assert.equal(server.requests.length, 3);
});

test('a 429 with a date is waited out until then', async t => {
	const {http, clock} = anHttp();
	const date = new Date(clock.now() + 9000).toUTCString();
	const slow = always(429, {}, {'retry-after': date});
	const server = await rawServer(t, (socket, request, count) =>
		(count < 2 ? slow : good)(socket, request, count),
	);
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema});
	assert.equal(result.ok, true);
	assert.deepEqual(clock.slept, [9000]);
});

test('a wait of more than half a minute is not waited: the service is quoted instead', async t => {
	const server = await rawServer(t, always(429, {message: 'Tomorrow.'}, {'retry-after': '31'}));
	const {http, clock} = anHttp();
	const result = await http.send({method: 'GET', url: server.origin, schema});
	assert.equal(result.ok, false);
	assert.deepEqual([result.error.kind, result.error.message], ['rate-limited', 'Tomorrow.']);
	assert.deepEqual(clock.slept, []);
	assert.equal(server.requests.length, 1);
});

test('a POST that is refused without a word on when to come back is not sent again', async t => {
	const server = await rawServer(t, always(429, {}));
	const {http} = anHttp();
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema});
	assert.equal(result.ok, false);
	assert.equal(server.requests.length, 1);
});

test('a wait can be called off', async t => {
	const server = await rawServer(t, always(429, {}, {'retry-after': '20'}));
	const {http} = anHttp();
	const stop = new AbortController();
	const result = await http.send({
		method: 'POST',
		url: server.origin,
		json: {},
		schema,
		signal: stop.signal,
		onWait: () => stop.abort(),
	});
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'cancelled');
	assert.equal(server.requests.length, 1);
});

test('a GET that the service fails is sent three times, with growing waits, and then given up', async t => {
	const server = await rawServer(t, always(503, {message: 'Sorry.'}));
	const {http, clock} = anHttp();
	const result = await http.send({method: 'GET', url: server.origin, schema});
	assert.equal(result.ok, false);
	assert.deepEqual([result.error.kind, result.error.message], ['service-failed', 'Sorry.']);
	assert.equal(server.requests.length, 3);
	assert.deepEqual(clock.slept, [125, 500]);
});

test('a GET whose connection broke is sent again', async t => {
	const server = await rawServer(t, (socket, request, count) => {
		if (count < 3) socket.resetAndDestroy();
		else good(socket, request, count);
	});
	const {http} = anHttp();
	const result = await http.send({method: 'GET', url: server.origin, schema});
	assert.equal(result.ok, true);
});

for (const [method, status] of [
	['POST', 503],
	['PUT', 500],
	['PATCH', 502],
	['DELETE', 504],
	['GET', 409],
	['POST', 409],
	['GET', 400],
] as const) {
	test(`a ${method} that is answered with ${status} is sent once`, async t => {
		const server = await rawServer(t, always(status, {}));
		const {http} = anHttp();
		const result = await http.send({method, url: server.origin, ...(method !== 'GET' && {json: {}}), schema});
		assert.equal(result.ok, false);
		assert.equal(server.requests.length, 1);
	});
}

test('a GET that may be answered only once is sent only once', async t => {
	const server = await rawServer(t, always(503, {}));
	const {http} = anHttp();
	const result = await http.send({method: 'GET', url: server.origin, schema, retry: false});
	assert.equal(result.ok, false);
	assert.equal(server.requests.length, 1);
});

test('headers that do not come within ten seconds are not waited for', {timeout: 10_000}, async t => {
	const clock = fakeClock();
	const server = await rawServer(t, () => clock.advance(10_000));
	const {http} = anHttp(clock);
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema});
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'timeout');
	assert.equal(server.requests.length, 1);
});

test('a body that is not complete after thirty seconds is not waited for, though its headers came', {
	timeout: 10_000,
}, async t => {
	const clock = fakeClock();
	const server = await rawServer(t, socket => {
		const bytes = replyBytes(200, '{"id":"p-1"}');
		socket.write(bytes.subarray(0, bytes.length - 1));
	});
	const {http} = anHttp(clock, async (input, init) => {
		const response = await fetch(input, init);
		// By then the client has seen the headers, so that only the limit of the whole may end it.
		setImmediate(() => {
			clock.advance(29_999);
			setImmediate(() => {
				steps.push('a moment before the limit');
				clock.advance(1);
			});
		});
		return response;
	});
	const steps: string[] = [];
	const result = await http.send({method: 'POST', url: server.origin, json: {}, schema});
	steps.push(result.ok ? 'done' : result.error.kind);
	assert.deepEqual(steps, ['a moment before the limit', 'timeout']);
});

test('a request that is called off ends as cancelled', async t => {
	const stop = new AbortController();
	const server = await rawServer(t, () => stop.abort());
	const {http} = anHttp();
	const result = await http.send({method: 'GET', url: server.origin, schema, signal: stop.signal});
	assert.equal(result.ok, false);
	assert.equal(result.error.kind, 'cancelled');
	assert.equal(server.requests.length, 1);
});

test('after a reply no time limit is left running', async t => {
	for (const respond of [good, always(503, {})]) {
		const server = await rawServer(t, respond);
		const {http, clock} = anHttp();
		const result = await http.send({method: 'POST', url: server.origin, json: {}, schema});
		assert.equal(typeof result.ok, 'boolean');
		assert.equal(clock.waiting(), 0);
	}
});
