// needs: openssl
import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {aProxy} from '../fixtures/a-proxy.ts';
import {aHiddenService} from './a-hidden-service.ts';
import {aMachine, type Machine} from './a-machine.ts';
import {press} from './press.ts';
import {runBuilt} from './run-built.ts';
import {seen} from './whole-screen.ts';

const service = await aHiddenService({after});

const listTokens = ['token', 'list-tokens', '--no-input'];

describe('the built program behind a proxy', () => {
	test('reaches the service by it, from commands and from the screen', async t => {
		const machine = await aMachine(t, {...service.variables, NODE_EXTRA_CA_CERTS: service.authority});
		await service.signIn(machine);
		const proxy = await aProxy(t, {leadTo: service.port});

		const ran = await runBuilt(machine, listTokens, {HTTPS_PROXY: proxy.url});
		assert.deepEqual([ran.code, ran.stdout], [0, '[]\n'], ran.stderr);
		assert.deepEqual(new Set(proxy.asked), new Set(['service.example:443']));

		const before = proxy.asked.length;
		const app = machine.start([], {environment: {https_proxy: proxy.url}});
		await seen(app, 'There is no token yet');
		await seen(app, 'service.example (override)');
		assert.ok(proxy.asked.length > before);
		press(app, 'browse.quit');
		assert.deepEqual(await app.exit, {code: 0});
	});

	test('reaches the service by a proxy that is itself talked to by TLS', async t => {
		const machine = await aMachine(t, {...service.variables, NODE_EXTRA_CA_CERTS: service.authority});
		await service.signIn(machine);
		const proxy = await aProxy(t, {leadTo: service.port, tls: service.tls});
		const ran = await runBuilt(machine, listTokens, {HTTPS_PROXY: proxy.url});
		assert.deepEqual([ran.code, ran.stdout], [0, '[]\n'], ran.stderr);
		assert.deepEqual(new Set(proxy.asked), new Set(['service.example:443']));
	});

	test('says who issued what is not trusted, when the authority is not named', async t => {
		const machine = await aMachine(t, service.variables);
		await service.signIn(machine);
		const proxy = await aProxy(t, {leadTo: service.port});
		const {code, stdout, stderr} = await runBuilt(machine, listTokens, {HTTPS_PROXY: proxy.url});
		assert.deepEqual([code, stdout], [1, '']);
		assert.match(stderr, /certificate of the service is not trusted \(UNABLE_TO_\w+\).*NODE_EXTRA_CA_CERTS/s);
	});

	test('names a proxy that refuses, without its password, in commands and on the screen', async t => {
		const machine = await aMachine(t, service.variables);
		await service.signIn(machine);
		const proxy = await aProxy(t, {leadTo: service.port, wants: 'Basic x'});
		const variables = {HTTPS_PROXY: proxy.url.replace('://', '://user:canary@')};
		const {code, stderr} = await runBuilt(machine, [...listTokens, '--json'], variables);
		assert.equal(code, 1);
		const {error} = JSON.parse(stderr);
		assert.equal(error.kind, 'unreachable');
		assert.match(
			error.message,
			/^The proxy http:\/\/127\.0\.0\.1:\d+ \(HTTPS_PROXY\) does not take the user name/,
		);
		assert.doesNotMatch(stderr, /canary/);

		const app = machine.start([], {environment: variables});
		await seen(app, `The proxy ${proxy.url} (HTTPS_PROXY)`);
		assert.doesNotMatch(app.bytes().toString(), /canary/);
	});
});

describe('prod', () => {
	// Whatever the program asks for, this lets nothing out.
	const started = async (t: Parameters<typeof aMachine>[0], args: readonly string[]) => {
		const proxy = await aProxy(t, {answers: 403});
		const machine = await aMachine(t, {HTTPS_PROXY: proxy.url});
		return {proxy, machine, app: machine.start(args)};
	};

	const headerOf = (app: ReturnType<Machine['start']>) => {
		const line = app.terminal.buffer.active.getLine(0);
		const inverse = Array.from({length: app.terminal.cols}, (_, column) => line?.getCell(column))
			.filter(cell => cell?.isInverse())
			.map(cell => cell?.getChars() || ' ');
		return {text: line?.translateToString(true) ?? '', inverse: inverse.join('')};
	};

	test('is written in the header in a way of its own, and remembered', async t => {
		const {app, proxy, machine} = await started(t, ['--environment', 'prod']);
		await seen(app, 'PROD');
		assert.equal(headerOf(app).inverse, ' PROD ');
		await seen(app, `The proxy ${proxy.url} (HTTPS_PROXY)`);
		assert.deepEqual(new Set(proxy.asked), new Set(['api.portal.affinidi.com:443']));
		app.press('ctrl+c', 'ctrl+c');
		await app.exit;
		const again = machine.start();
		await seen(again, 'PROD');
	});

	test('is the second choice of the welcome, and nothing is sent before it is chosen', async t => {
		const {app, proxy} = await started(t, []);
		await seen(app, 'Set it up on Affinidi');
		assert.deepEqual(proxy.asked, []);
		press(app, 'menu.down', 'menu.choose');
		await seen(app, 'PROD');
		await seen(app, `The proxy ${proxy.url} (HTTPS_PROXY)`);
		assert.deepEqual(new Set(proxy.asked), new Set(['api.portal.affinidi.com:443']));
	});
});
