import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answering, refusing} from '../store/a-store.ts';
import {anApp} from './an-app.tsx';

const name = 'ci-deploy-prod';
const passphrase = 'correct horse battery';
const tokenEndpoint = /^\/auth\/oauth2\/token$/;

const withToken = async (t: Parameters<typeof anApp>[0], options: {readonly passphrase?: string} = {}) => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken(name, options);
	app.state().restart({name: 'tokens'});
	await app.settled();
	return app;
};

test('a token that works is proven step by step, each with its time', async t => {
	const app = await withToken(t);
	await app.press('token.try');
	await app.waitFor(/It works/);
	for (const step of [
		'Sign a client assertion',
		'Exchange it for an access token',
		'Ask the service who that is',
		'Get a project-scoped token',
		'Call a service with it',
	]) {
		assert.match(app.lastFrame(), new RegExp(`✓ +\\d ${step} +\\d+ ms`));
	}
	assert.match(app.lastFrame(), /GET \/cis\/v1\/configurations/);
});

test('header and claims are shown on demand, the signature never', async t => {
	const app = await withToken(t);
	let assertion = '';
	app.interceptWith(
		answering('POST', tokenEndpoint, async (request, next) => {
			assertion = new URLSearchParams(await request.clone().text()).get('client_assertion') ?? '';
			return next();
		}),
	);
	await app.press('token.try');
	await app.waitFor(/It works/);
	assert.doesNotMatch(app.lastFrame(), /"alg"/);
	await app.press('try.assertion');
	assert.match(app.text(), /header \{"alg":"ES256"/);
	assert.match(app.text(), /claims \{/);
	assert.match(app.text().replaceAll(' ', ''), /"jti":"[\w-]{20,}"/);
	const [, , signature = ''] = assertion.split('.');
	assert.ok(signature.length > 60);
	for (const frame of app.frames) assert.ok(!frame.replace(/\s/g, '').includes(signature.slice(0, 12)));
	await app.press('try.assertion');
	assert.doesNotMatch(app.lastFrame(), /"alg"/);
});

test('a locked key asks for its passphrase, says when it is wrong, and goes on with the right one', async t => {
	const app = await withToken(t, {passphrase});
	// Ten idle minutes after it was made, the key is forgotten.
	app.clock.advance(11 * 60 * 1000);
	await app.settled();
	await app.press('token.try');
	await app.waitFor(/The private key is encrypted/);
	await app.type('wrong');
	await app.press('try.unlock');
	await app.waitForState(({attempt}) => attempt?.problem !== undefined && attempt.status === 'locked');
	assert.match(app.text(), /Passphrase ••••• ! .*passphrase/);
	await app.press('field.kill-to-start');
	await app.type(passphrase);
	await app.press('try.unlock');
	await app.waitFor(/It works/);
	assert.equal(app.store.secrets.get('open-passphrase'), '');
	assert.doesNotMatch(app.frames.join('\n'), /wrong|correct horse/);
});

test('an opened key is not asked for again within ten minutes', async t => {
	const app = await withToken(t, {passphrase});
	await app.press('token.try');
	await app.waitFor(/It works/);
	app.clock.advance(9 * 60 * 1000);
	await app.press('try.again');
	await app.waitForState(({attempt}) => attempt?.status === 'done');
	assert.match(app.lastFrame(), /It works/);
});

test('a failed try names the step, the words of the service and what to do', async t => {
	const app = await withToken(t);
	app.interceptWith(refusing('POST', tokenEndpoint, 400, 'No such client.'));
	await app.press('token.try');
	await app.waitFor(/✗ Exchange it for an access token/);
	assert.match(app.text(), /No such client\. \(POST \/auth\/oauth2\/token, 400, TestError, trace trace-1\)/);
	assert.match(app.text(), /r tries again, Esc goes back\./);
	app.passOn();
	await app.press('try.again');
	await app.waitFor(/It works/);
});

test('a token in no project is tried as far as that goes, and that is said', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken(name, {permissions: 'none'});
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.try');
	await app.waitFor(/It works/);
	assert.match(app.lastFrame(), /It is in no project, so nothing more could be tried\./);
});

test('a token whose key is elsewhere says why it can not be tried', async t => {
	const app = await withToken(t);
	const [print = ''] = app.state().keys?.keys() ?? [];
	app.store.setState({keys: new Map([...(app.state().keys ?? [])].filter(([each]) => each !== print))});
	await app.press('token.try');
	assert.match(app.lastFrame(), /No private key here: `pat-tui key import FILE` adds it\./);
	assert.equal(app.state().routes.at(-1)?.name, 'tokens');
});

test('a token is tried as an SDK would, and what that SDK refuses is no word about the token', async t => {
	const app = await withToken(t);
	await app.press('token.try');
	await app.waitFor(/It works/);
	const before = app.state().tries;
	await app.press('try.as');
	assert.match(app.text(), /the SDK itself is not run/);
	assert.match(app.text(), /As the \.NET SDK would/);
	for (let at = 0; at < 3; at++) await app.press('menu.down');
	await app.press('menu.choose');
	await app.waitFor(/The Java SDK signs RS256 alone/);
	assert.match(app.text(), /› As Java/);
	assert.deepEqual(app.state().tries, before);
	await app.press('try.as');
	await app.press('menu.choose');
	await app.waitFor(/It works \(/);
});
