// needs: bash
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import * as v from 'valibot';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import {parseChaosRule} from '../../source/sandbox/chaos/chaos-rule.ts';
import {makeDisturbance} from '../../source/sandbox/chaos/disturb.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Intercept} from '../fixtures/a-served-sandbox.ts';
import {aCommandLine, type Ran} from './a-command-line.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox, requestName, type ServedSandbox} from './a-served-sandbox.ts';
import {aShellHere, type ShellHere} from './a-shell-here.ts';
import {type Call, everyCall, type Standing} from './command-calls.ts';
import type {Scope} from './pty.ts';

const Made = v.object({id: v.string(), projectIds: v.tuple([v.string()])});
const Operations = v.array(v.object({id: v.string(), status: v.string()}));
const Failure = v.strictObject({
	error: v.looseObject({kind: v.string(), message: v.pipe(v.string(), v.minLength(10))}),
});

const chaos = (origin: string, ...rules: readonly string[]): Intercept =>
	makeDisturbance({
		rules: rules.map(text => {
			const rule = parseChaosRule(text);
			assert.ok(rule.ok, text);
			return rule.value;
		}),
		latencyMs: 0,
		clock: systemClock,
		random: systemRandom,
		origin,
	});

type AShell = (t: Scope, served: ServedSandbox) => Promise<ShellHere>;

/** A shell in which each line is a program of its own, the one that is shipped. */
const aBuiltShell: AShell = async (t, {environment}) => {
	const machine = await aMachine(t, environment);
	const {run} = await aCommandLine(machine);
	return {run, work: machine.work};
};

/** A shell of this process, on the network: what breaks there has to come that way. */
const aShellOnNetwork: AShell = async (t, {environment}) => aShellHere(t, environment);
const aCallingShell: AShell = async (t, {environment, call}) => aShellHere(t, environment, call);

/** Somebody is signed in at a service, has a token in a project, and left two others half made. */
const aWorkedOnService = async (t: Scope, aShell: AShell) => {
	const served = await aServedSandbox(t);
	const {run, work} = await aShell(t, served);
	const create = async (name: string, more: string) =>
		run(`pat-tui token create-token -n ${name} -g -a ES256 ${more}`);
	const made = await create('standing-token', '-w');
	assert.equal(made.code, 0, made.stderr);
	const {
		id,
		projectIds: [project],
	} = v.parse(Made, JSON.parse(made.stdout));
	served.interceptWith(async (request, next) =>
		requestName(request) === 'PATCH /iam/v1/tokens/ID' ? new Response(null, {status: 503}) : next(request),
	);
	const stopped = await Promise.all([create('first-half', ''), create('second-half', '')]);
	assert.deepEqual(
		stopped.map(({code}) => code),
		[1, 1],
	);
	served.passOn();
	const open = v.parse(Operations, JSON.parse((await run('pat-tui operation list')).stdout));
	const [toResume, toUndo] = open.map(operation => operation.id);
	assert.ok(toResume !== undefined && toUndo !== undefined);
	const principal = [`ari:iam::${project}:token/${id}`];
	const statement = [{principal, action: ['iota:*'], resource: ['*'], effect: 'Allow'}];
	const policies = JSON.stringify({version: '2022-12-15', statement});
	await writeFile(join(work, 'policies.json'), policies);
	await writeFile(join(work, 'app.env'), 'TOKEN_ID=none\n');
	const {privateKey, thumbprint} = await makeKeyGenerator().generate('ES256');
	await writeFile(join(work, 'own.pem'), privateKey.export({format: 'pem', type: 'pkcs8'}));
	const standing: Standing = {token: id, project, key: thumbprint, toResume, toUndo};
	return {served, run, standing};
};

const assertOneValue = (text: string, what: string) => {
	assert.doesNotThrow(() => JSON.parse(text), what);
	assert.ok(text.endsWith('}\n') || text.endsWith(']\n'), what);
};

const assertFailure = ({stdout, stderr}: Ran, what: string) => {
	assert.equal(stdout, '', what);
	assert.match(stderr, /^[^\n]+\n$/, what);
	assert.ok(v.is(Failure, JSON.parse(stderr)), what);
};

const assertAnswer = ({code, stdout, stderr}: Ran, {prints, isRefused}: Call, what: string) => {
	if (isRefused) {
		assert.equal(code, 2, what);
		return assertFailure({code, stdout, stderr}, what);
	}
	assert.equal(code, 0, what);
	assert.doesNotMatch(stderr, /^\{/m, what);
	if (prints === 'nothing') assert.equal(stdout, '', what);
	else assertOneValue(stdout, what);
};

type Weather = {
	readonly name: string;
	readonly aShell: AShell;
	/** Rules of `sandbox --chaos`. */
	readonly rules: readonly string[];
	readonly ends: 'well' | 'badly' | 'either';
};

const changes = ['POST', 'PUT', 'PATCH', 'DELETE'];

const weathers: readonly Weather[] = [
	{name: 'a service', aShell: aBuiltShell, rules: [], ends: 'well'},
	{name: 'a slow service', aShell: aCallingShell, rules: ['* * slow=20'], ends: 'well'},
	{name: 'a service that fails with 503', aShell: aCallingShell, rules: ['* * status=503'], ends: 'badly'},
	{
		name: 'a service whose replies are cut off',
		aShell: aShellOnNetwork,
		rules: ['* * truncate'],
		ends: 'badly',
	},
	{name: 'a service behind a page of HTML', aShell: aCallingShell, rules: ['* * html'], ends: 'badly'},
	{
		name: 'a service that makes every change and breaks the connection before it says so',
		aShell: aShellOnNetwork,
		rules: changes.map(method => `${method} * drop-after`),
		ends: 'either',
	},
];

/** The command with its `--json`, which may not stand behind the dashes of another program's line. */
const lineOf = (name: string, rest: string): string => {
	const [own, theirs] = rest.split(/ (?=-- )/);
	return ['pat-tui', name, own, '--json', theirs].filter(Boolean).join(' ');
};

describe('with --json every command prints one value or nothing, and an error as one line of JSON', {
	concurrency: true,
}, () => {
	for (const {name, aShell, rules, ends} of weathers) {
		test(`with ${name}`, async t => {
			const {served, run, standing} = await aWorkedOnService(t, aShell);
			served.interceptWith(chaos(served.origin, ...rules));
			for (const [command, call] of everyCall()) {
				const line = lineOf(command.name, call.line(standing));
				const ran = await run(line, stdout => call.prints === 'endless' && stdout.endsWith('\n'));
				const what = `${line}: ${ran.code}\n${ran.stdout}\n${ran.stderr}`;
				if (call.canDeny && ran.code === 1 && ran.stdout !== '') {
					assertOneValue(ran.stdout, what);
					assert.doesNotMatch(ran.stderr, /^\{/m, what);
				} else if (
					ends === 'well' ||
					call.standsAlone ||
					call.isRefused ||
					(ends === 'either' && ran.code === 0)
				) {
					assertAnswer(ran, call, what);
				} else {
					assert.equal(ran.code, 1, what);
					assertFailure(ran, what);
				}
			}
		});
	}
});
