import assert from 'node:assert/strict';
import {describe, type TestContext, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {connectionWords} from '../../source/system/connection-words.ts';
import {makeNetworkFetch} from '../../source/system/network-fetch.ts';
import {openTunnel} from '../../source/system/open-tunnel.ts';
import {routeTo} from '../../source/system/route-to.ts';
import {always, type Respond, rawServer, replyBytes} from '../api/raw-server.ts';
import {aProxy} from '../fixtures/a-proxy.ts';
import {textOf} from '../fixtures/text-of.ts';

/** A service that only the proxy can find, with a `fetch` that goes through it. */
const behindAProxy = async (t: TestContext, respond: Respond, options: Parameters<typeof aProxy>[1] = {}) => {
	const server = await rawServer(t, respond);
	const proxy = await aProxy(t, {leadTo: Number(new URL(server.origin).port), ...options});
	const fetchWith = (variables: Readonly<Record<string, string>>) => makeNetworkFetch({variables});
	return {server, proxy, fetchWith, fetch: fetchWith({HTTP_PROXY: proxy.url})};
};

const address = 'http://service.example/some/path?query=1';

const wordsOf = async (sent: Promise<unknown>): Promise<string> => {
	const error: unknown = await sent.then(
		() => assert.fail('a reply came'),
		(thrown: unknown) => thrown,
	);
	const words = connectionWords(error);
	assert.ok(words !== undefined, String(error));
	return words;
};

describe('through a proxy', () => {
	test('request and reply arrive as they were sent', async t => {
		const {
			server,
			proxy,
			fetch: through,
		} = await behindAProxy(t, socket => {
			const body = gzipSync('{"a":"é"}');
			socket.end(replyBytes(201, body, {'content-encoding': 'gzip', 'x-one': '1'}));
		});
		const response = await through(address, {
			method: 'POST',
			headers: {cookie: 'portal-session=abc', 'content-type': 'application/json'},
			body: '{"b":"ü"}',
		});
		assert.deepEqual(proxy.asked, ['service.example:80']);
		const [request] = server.requests;
		assert.match(request?.head ?? '', /^POST \/some\/path\?query=1 HTTP\/1\.1\r\n/);
		assert.match(request?.head ?? '', /^host: service\.example\r$/im);
		assert.match(request?.head ?? '', /^cookie: portal-session=abc\r$/im);
		assert.doesNotMatch(request?.head ?? '', /^proxy-/im);
		assert.equal(request?.body, '{"b":"ü"}');
		assert.equal(response.status, 201);
		assert.equal(response.headers.get('x-one'), '1');
		assert.deepEqual(JSON.parse(await textOf(response)), {a: 'é'});
	});

	test('a reply without a body, and a redirect that is not followed, are handed on', async t => {
		const {fetch: through} = await behindAProxy(t, (socket, _, count) => {
			socket.end(
				count === 1
					? 'HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'
					: replyBytes(302, '', {location: 'http://elsewhere.example/'}),
			);
		});
		const empty = await through(address, {method: 'DELETE'});
		assert.deepEqual([empty.status, await textOf(empty)], [204, '']);
		const redirect = await through(address, {redirect: 'manual'});
		assert.deepEqual([redirect.status, redirect.headers.get('location')], [302, 'http://elsewhere.example/']);
	});

	test('a body that breaks off is an error while it is read', async t => {
		const {fetch: through} = await behindAProxy(t, socket => {
			socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc');
		});
		const response = await through(address);
		const error: unknown = await textOf(response).catch((thrown: unknown) => thrown);
		assert.ok(error instanceof Error);
		assert.equal(connectionWords(error), undefined);
	});

	test('a request is stopped by its signal', async t => {
		const stop = new AbortController();
		const {fetch: through} = await behindAProxy(t, () => stop.abort());
		await assert.rejects(through(address, {signal: stop.signal}), {name: 'AbortError'});
	});

	test('user name and password are sent, to the proxy alone', async t => {
		const wants = `Basic ${Buffer.from('us er:pä:ss').toString('base64')}`;
		const {server, proxy, fetchWith} = await behindAProxy(t, always(200, {}), {wants});
		const named = proxy.url.replace('://', `://us%20er:${encodeURIComponent('pä:ss')}@`);
		assert.equal((await fetchWith({HTTP_PROXY: named})(address)).status, 200);
		assert.doesNotMatch(server.requests[0]?.head ?? '', /basic/i);
	});
});

describe('the proxy is not asked', () => {
	test('for this machine, whatever the variables say', async t => {
		const {server, proxy, fetch: through} = await behindAProxy(t, always(200, {}));
		for (const host of ['127.0.0.1', 'localhost']) {
			assert.equal((await through(server.origin.replace('127.0.0.1', host))).status, 200);
		}
		assert.deepEqual(proxy.asked, []);
	});

	test('for what NO_PROXY names', async t => {
		const {server, proxy} = await behindAProxy(t, always(200, {}));
		const variables = {HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1'};
		const through = makeNetworkFetch({variables, isLocal: () => false});
		assert.equal((await through(server.origin)).status, 200);
		assert.deepEqual(proxy.asked, []);
		const always200 = makeNetworkFetch({variables: {HTTP_PROXY: proxy.url}, isLocal: () => false});
		assert.equal((await always200(server.origin)).status, 200);
		assert.deepEqual(proxy.asked, [new URL(server.origin).host]);
	});
});

describe('a proxy that lets nothing through is named, without its password', () => {
	test('when it wants a password', async t => {
		const {server, proxy, fetch: through} = await behindAProxy(t, always(200, {}), {wants: 'Basic x'});
		const words = await wordsOf(through(address));
		assert.ok(
			words.startsWith(`The proxy ${proxy.url} (HTTP_PROXY) wants a user name and a password (407).`),
		);
		assert.match(words, /service\.example in NO_PROXY/);
		assert.deepEqual(server.requests, []);
	});

	test('when it does not take the one that it was given', async t => {
		const {proxy, fetchWith} = await behindAProxy(t, always(200, {}), {wants: 'Basic x'});
		const through = fetchWith({http_proxy: proxy.url.replace('://', '://user:canary@')});
		const words = await wordsOf(through(address));
		assert.ok(
			words.startsWith(
				`The proxy ${proxy.url} (http_proxy) does not take the user name and password in http_proxy (407).`,
			),
		);
		assert.doesNotMatch(words, /canary|user:/);
	});

	test('when it refuses', async t => {
		const {proxy, fetch: through} = await behindAProxy(t, always(200, {}), {answers: 403});
		const words = await wordsOf(through(address));
		assert.ok(
			words.startsWith(
				`The proxy ${proxy.url} (HTTP_PROXY) refused to connect to service.example (status 403).`,
			),
		);
	});

	test('when nobody listens there', async () => {
		const gone = makeNetworkFetch({variables: {HTTP_PROXY: 'http://user:canary@127.0.0.1:9'}});
		const words = await wordsOf(gone(address));
		assert.match(
			words,
			/^The proxy http:\/\/127\.0\.0\.1:9 \(HTTP_PROXY\) could not be used \(\w+\)\. Correct/,
		);
		assert.doesNotMatch(words, /canary/);
	});

	test('when it never answers', async t => {
		const silent = await aProxy(t, {answers: 'nothing'});
		const route = routeTo(address, {HTTP_PROXY: silent.url});
		assert.equal(route.kind, 'proxy');
		const words = await wordsOf(openTunnel(route.proxy, {host: 'service.example', port: '80'}, 50));
		assert.ok(
			words.includes(`${silent.url} (HTTP_PROXY) could not be used (no answer within 0.05 s).`),
			words,
		);
	});

	test('when its variable can not be understood', async () => {
		const through = makeNetworkFetch({variables: {HTTP_PROXY: 'socks5://user:canary@127.0.0.1'}});
		const words = await wordsOf(through(address));
		assert.match(words, /^HTTP_PROXY is not the address of an http or https proxy/);
		assert.doesNotMatch(words, /canary/);
	});

	test('when its password can not be read', async () => {
		const through = makeNetworkFetch({variables: {HTTP_PROXY: 'http://user:100%canary@127.0.0.1:9'}});
		const words = await wordsOf(through(address));
		assert.match(words, /^The proxy http:\/\/127\.0\.0\.1:9 \(HTTP_PROXY\) could not be used/);
		assert.doesNotMatch(words, /canary/);
	});
});
