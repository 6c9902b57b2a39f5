import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, beforeEach, describe, test} from 'node:test';
import fc from 'fast-check';
import {commandTable} from '../../source/commands/command-table.ts';
import {systemClock} from '../../source/system/clock.ts';
import type {Intercept} from '../fixtures/a-served-sandbox.ts';
import {aServedSandbox} from '../fixtures/a-served-sandbox.ts';
import {aHeldClock} from '../store/a-held-clock.ts';
import {aMachine} from './a-machine.ts';

const service = await aServedSandbox({after});
const machine = await aMachine({after}, service);
const {variables} = service;
// Between two tries nobody waits here.
const effects = {clock: aHeldClock(systemClock.now())};
const made = await machine.makeToken('standing token', ['-w'], {variables});
const [project = ''] = made.projectIds;
await writeFile(join(machine.home, 'not-a-key.pem'), 'nothing');
await writeFile(join(machine.home, 'policy.json'), '{"version":"2022-12-15","statement":[]}');

const ofToken = ['-i', made.id];
const ofPrincipal = [...ofToken, '-t', 'token'];

/** How each command is called; what one needs that is not there is an error, which is an output too. */
const calls: Readonly<Record<string, readonly (readonly string[])[]>> = {
	'token create-token': [
		['-n', 'a json token', '-g', '-a', 'ES256'],
		['-n', 'a json token', '-g', '-a', 'ES256', '-w'],
		['-n', 'a json token', '-g', '--dry-run'],
		['-n', 'a json token', '-f', 'not-a-key.pem'],
		['-n', 'short', '-g'],
	],
	'token list-tokens': [[]],
	'token get-token': [ofToken, ['-i', 'nothing-like-it']],
	'token update-token': [
		[...ofToken, '-n', 'renamed token'],
		[...ofToken, '-k', 'kid-1', '--dry-run'],
		[...ofToken, '--algorithm', 'RS256'],
	],
	'token rotate-key': [
		[...ofToken, '-g', '--dry-run'],
		[...ofToken, '--finish'],
		['-i', 'nothing-like-it', '-g'],
	],
	'token try': [ofToken],
	'token export': [ofToken],
	'token diagnose': [['--env-file', 'not-there.env']],
	'token quarantine': [
		[...ofToken, '--swap', '--dry-run'],
		['-i', 'nothing-like-it', '--swap'],
	],
	'token print-access-token': [
		[...ofToken, '--project', project],
		[...ofToken, '--project', 'No such'],
	],
	'token delete-token': [
		[...ofToken, '--dry-run'],
		['-i', 'nothing-like-it'],
	],
	'project list-projects': [[]],
	'project get-active-project': [[]],
	'project select-project': [
		['-i', project],
		['-i', 'nothing-like-it'],
	],
	'project update-project': [['-i', project, '-n', 'Default Project']],
	'project create-project': [['-n', 'x', '--dry-run']],
	'iam list-principals': [[]],
	'iam get-policies': [ofPrincipal],
	'iam add-principal': [ofPrincipal],
	'iam update-policies': [[...ofPrincipal, '-f', 'policy.json']],
	whoami: [[]],
	'key list': [[]],
	'key show': [[made.id], ['nothing-like-it'], [made.id, '--tokens']],
	'key export': [[made.id], ['nothing-like-it']],
	'key import': [['not-a-key.pem'], ['not-there.pem']],
	'key help': [[]],
	'key note': [[made.id, 'Ask Ada']],
	'key narrow': [[made.id]],
	'key orphans': [[]],
	'key passphrase': [[made.id, '--plain']],
	'key delete': [[made.id, '--confirm', 'standing token']],
	'operation list': [['--all']],
	'operation resume': [['nothing-like-it']],
	'operation undo': [['nothing-like-it']],
};

/** Commands whose standard output is another program's, a script to be run, or a person's, and those that end what the others need. */
const others = [
	'setup',
	'start',
	'stop',
	'sandbox',
	'completion',
	'doctor',
	'activity',
	'token exec',
	'iam remove-principal',
];

const page = async () => new Response('<html>Log in</html>', {headers: {'content-type': 'text/html'}});
const refused = (status: number) => async () =>
	Response.json(
		{name: 'TestError', message: 'Not now.\u2028', httpStatusCode: status, traceId: 't-1'},
		{status},
	);

const disturbances: Readonly<Record<string, Intercept>> = {
	nothing: async (request, next) => next(request),
	'a slow service': async (request, next) => {
		const response = await next(request);
		await new Promise(resolve => {
			setTimeout(resolve, 20);
		});
		return response;
	},
	'a refusal with 400': refused(400),
	'a refusal with 403': refused(403),
	'a 429': refused(429),
	'a failing service': refused(503),
	'a page of HTML': page,
	'a reply that is not JSON': async () =>
		new Response('{"tokens": [', {headers: {'content-type': 'application/json'}}),
	'a reply of the wrong types': async () => Response.json({id: 7, tokens: 'x', projects: {}, records: 1}),
	'a broken connection': async () => {
		throw new Error('broken');
	},
};

/** Lets a disturbance meet the requests from number `from` on; the making of a token is left alone, for its lost reply is looked for in real time. */
const disturb = (disturbance: Intercept, from: number): Intercept => {
	let count = 0;
	return async (request, next) => {
		count += 1;
		const isMaking = request.method === 'POST' && request.url.endsWith('/v1/tokens');
		return count <= from || isMaking ? next(request) : disturbance(request, next);
	};
};

const assertOneValue = (text: string, what: string) => {
	assert.doesNotThrow(() => JSON.parse(text), what);
	assert.ok(text.endsWith('\n'), what);
};

describe('with --json', () => {
	beforeEach(() => service.passOn());

	test('every command is here', () => {
		const known = new Set([...Object.keys(calls), ...others]);
		assert.deepEqual(
			commandTable.flatMap(({name}) => (known.has(name) ? [] : [name])),
			[],
		);
	});

	test('standard output is one value or nothing, and an error one line of JSON, whatever the service does', async () => {
		const call = fc.constantFrom(
			...Object.entries(calls).flatMap(([name, all]) => all.map(argv => [...name.split(' '), ...argv])),
		);
		const disturbance = fc.constantFrom(...Object.keys(disturbances));
		await fc.assert(
			fc.asyncProperty(call, disturbance, fc.nat(4), async (argv, name, from) => {
				const meets = disturbances[name];
				assert.ok(meets);
				service.interceptWith(disturb(meets, from));
				const {code, stdout, stderr} = await machine.run([...argv, '--json'], {variables, effects});
				service.passOn();
				const what = `${argv.join(' ')} meets ${name} from request ${from} on: ${code}\n${stdout}\n${stderr}`;
				if (stdout !== '') assertOneValue(stdout, what);
				if (code === 0 || stdout !== '') {
					assert.doesNotMatch(stderr, /^\{/m, what);
				} else {
					assertOneValue(stderr, what);
					assert.equal(stderr.indexOf('\n'), stderr.length - 1, what);
					const {error} = JSON.parse(stderr);
					assert.ok(error.kind && error.message, what);
				}
				assert.ok(code <= 2, what);
			}),
			{numRuns: 250},
		);
	});
});
