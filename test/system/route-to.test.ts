import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {routeTo} from '../../source/system/route-to.ts';
import {anyUrl} from '../any-url.ts';

const proxy = 'http://proxy.example:3128';
const service = 'https://service.example/iam/v1/tokens';

const wayTo = (address: string, variables: Readonly<Record<string, string>>) => {
	const route = routeTo(address, variables);
	return route.kind === 'proxy' ? `${route.proxy.variable} ${route.proxy.url.origin}` : route.kind;
};

test('without a variable, or with empty ones, the way is straight', () => {
	assert.equal(wayTo(service, {}), 'direct');
	assert.equal(wayTo(service, {HTTPS_PROXY: '', http_proxy: ' ', NO_PROXY: '*'}), 'direct');
	assert.equal(wayTo('not an address', {HTTPS_PROXY: proxy}), 'direct');
});

test('each scheme has its variable, in capitals or not, and the small spelling counts first', () => {
	assert.equal(wayTo(service, {HTTPS_PROXY: proxy}), `HTTPS_PROXY ${proxy}`);
	assert.equal(
		wayTo(service, {https_proxy: proxy, HTTPS_PROXY: 'http://other.example'}),
		`https_proxy ${proxy}`,
	);
	assert.equal(wayTo('http://service.example/', {http_proxy: proxy}), `http_proxy ${proxy}`);
	assert.equal(wayTo('http://service.example/', {HTTPS_PROXY: proxy}), 'direct');
});

test('a proxy that is named for http only serves https too', () => {
	assert.equal(wayTo(service, {HTTP_PROXY: proxy}), `HTTP_PROXY ${proxy}`);
	assert.equal(
		wayTo(service, {HTTP_PROXY: proxy, HTTPS_PROXY: 'http://other.example'}),
		'HTTPS_PROXY http://other.example',
	);
});

test('a proxy without a scheme is an http one, and an https one is taken', () => {
	assert.equal(wayTo(service, {HTTPS_PROXY: 'proxy.example:3128'}), `HTTPS_PROXY ${proxy}`);
	assert.equal(wayTo(service, {HTTPS_PROXY: 'user:word@proxy.example:3128'}), `HTTPS_PROXY ${proxy}`);
	assert.equal(wayTo(service, {HTTPS_PROXY: 'https://proxy.example'}), 'HTTPS_PROXY https://proxy.example');
});

for (const host of ['localhost:2777', '127.0.0.1', '127.8.0.1:80', '[::1]:9', 'LOCALHOST']) {
	test(`this machine is never reached through a proxy: ${host}`, () => {
		for (const scheme of ['http', 'https']) {
			assert.equal(wayTo(`${scheme}://${host}/`, {HTTPS_PROXY: proxy, HTTP_PROXY: proxy}), 'direct');
		}
	});
}

for (const host of [
	'localhost.service.example',
	'127.0.0.1.service.example',
	'1127.0.0.1.example',
	'10.0.0.1',
]) {
	test(`a host that only looks like this machine goes through the proxy: ${host}`, () => {
		assert.equal(wayTo(`https://${host}/`, {HTTPS_PROXY: proxy}), `HTTPS_PROXY ${proxy}`);
	});
}

const exceptions: readonly (readonly [list: string, isExcepted: boolean])[] = [
	['*', true],
	['service.example', true],
	['SERVICE.example', true],
	['.service.example', true],
	['*.service.example', true],
	['other.example, service.example', true],
	['other.example service.example', true],
	['example', true],
	['.example', true],
	['service.example:443', true],
	['service.example:8443', false],
	['vice.example', false],
	['sub.service.example', false],
	['service.example.org', false],
	[', ,', false],
	['.', false],
];

for (const [list, isExcepted] of exceptions) {
	test(`NO_PROXY="${list}" ${isExcepted ? 'names' : 'does not name'} service.example`, () => {
		const wanted = isExcepted ? 'direct' : `HTTPS_PROXY ${proxy}`;
		assert.equal(wayTo(service, {HTTPS_PROXY: proxy, NO_PROXY: list}), wanted);
		assert.equal(wayTo(service, {https_proxy: proxy, no_proxy: list}).toUpperCase(), wanted.toUpperCase());
	});
}

test('an address of numbers with a port is named in brackets or without', () => {
	const variables = {HTTPS_PROXY: proxy};
	assert.equal(
		wayTo('https://[2001:db8::1]:8443/', {...variables, NO_PROXY: '[2001:db8::1]:8443'}),
		'direct',
	);
	assert.equal(wayTo('https://[2001:db8::1]/', {...variables, NO_PROXY: '2001:db8::1'}), 'direct');
	assert.equal(
		wayTo('https://[2001:db8::2]/', {...variables, NO_PROXY: '2001:db8::1'}),
		`HTTPS_PROXY ${proxy}`,
	);
});

for (const value of [
	'socks5://user:canary@proxy.example',
	'http://',
	'ftp://proxy.example',
	'http://user:canary@:80',
	'user:canary@ bad',
]) {
	test(`what is no http proxy is said by the name of its variable, without its password: ${value}`, () => {
		const route = routeTo(service, {HTTPS_PROXY: value});
		assert.equal(route.kind, 'unusable');
		assert.match(route.message, /^HTTPS_PROXY is not the address of an http or https proxy: .*unset it/);
		assert.doesNotMatch(route.message, /canary/);
	});
}

test('whatever stands in the variables, a way is found, and no part of it that is shown holds a password or a control character', () => {
	const part = fc.string({unit: 'grapheme', maxLength: 30});
	const value = fc.oneof(
		part,
		part.map(text => `http://user:canary@${text}`),
		anyUrl.map(text => text.replace('://', '://user:canary@')),
	);
	fc.assert(
		fc.property(value, part, part, (named, list, address) => {
			const variables = {HTTPS_PROXY: named, NO_PROXY: list};
			for (const target of [service, address, `https://${address}/`]) {
				const route = routeTo(target, variables);
				const shown =
					route.kind === 'proxy' ? route.proxy.shown : route.kind === 'unusable' ? route.message : '';
				assert.doesNotMatch(shown, /canary|\p{Cc}/u);
			}
		}),
	);
});
