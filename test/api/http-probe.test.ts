import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import * as v from 'valibot';
import {remedyFor} from '../../source/api/errors.ts';
import {anHttp, sessionCookie} from './an-http.ts';
import {always, type Respond, rawServer} from './raw-server.ts';

const schema = v.object({id: v.string()});
const page = {'content-type': 'text/html; charset=utf-8'};

/** Sends one request that meets such a reply, with a session that the probe finds valid or over. */
const ask = async (
	t: TestContext,
	respond: Respond,
	{
		counts = true,
		kind = 'session',
		method = 'POST',
	}: {readonly counts?: boolean; readonly kind?: 'session' | 'token'; readonly method?: 'GET' | 'POST'} = {},
) => {
	const server = await rawServer(t, respond);
	let probes = 0;
	const result = await anHttp().http.send({
		method,
		url: server.origin,
		schema,
		authorization: {
			kind,
			headers: () => ({cookie: sessionCookie}),
			async probe() {
				probes++;
				return counts;
			},
		},
	});
	assert.ok(!result.ok);
	return {error: result.error, probes, sent: server.requests.length};
};

for (const [what, respond, kind] of [
	['a 403', always(403, {name: 'ActionForbiddenError', message: 'No.'}), 'forbidden'],
	['a redirect', always(302, '', {location: 'https://login.example/'}), 'unreadable'],
	['a page in place of a reply', always(200, '<html>Log in</html>', page), 'unreadable'],
	['a page with a refusal', always(400, '<html>', page), 'rejected'],
] as const) {
	test(`${what} has the session probed once: while it counts, the answer stands`, async t => {
		const {error, probes, sent} = await ask(t, respond);
		assert.deepEqual([error.kind, probes, sent], [kind, 1, 1]);
	});

	test(`${what} to a session that turns out to be over means just that`, async t => {
		const {error, probes} = await ask(t, respond, {counts: false});
		assert.deepEqual([error.kind, probes], ['session-ended', 1]);
	});
}

for (const [what, respond, kind] of [
	['a failure of the service', always(503, '<html>', page), 'service-failed'],
	['a 401, which says it all,', always(401, {}), 'session-ended'],
	['an input that is refused', always(400, {message: 'No.'}), 'rejected'],
	['something that is not there', always(404, {}), 'not-found'],
	['a body that is cut short', always(200, '{"id":'), 'unreadable'],
] as const) {
	test(`${what} needs no probe`, async t => {
		const {error, probes} = await ask(t, respond, {counts: false});
		assert.deepEqual([error.kind, probes], [kind, 0]);
	});
}

test('a refusal of this client says what to set, ends no session and is not tried again, whatever its status', async t => {
	for (const status of [400, 401, 403, 500]) {
		const respond = always(status, {errorCodeStr: 'CLIVersionInvalid', message: 'Update to 3.0.'});
		const {error, probes, sent} = await ask(t, respond, {counts: false, method: 'GET'});
		assert.deepEqual([error.kind, error.message, probes, sent], ['rejected', 'Update to 3.0.', 0, 1]);
		assert.match(remedyFor(error), /PAT_TUI_CLI_VERSION/);
	}
});
