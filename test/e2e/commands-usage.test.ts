// needs: bash
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, describe, type TestContext, test} from 'node:test';
import {rsaKey} from '../fixtures/rsa-key.ts';
import {aCommandLine} from './a-command-line.ts';
import {aMachine} from './a-machine.ts';
import {aServedSandbox} from './a-served-sandbox.ts';
import {aShellHere} from './a-shell-here.ts';
import {everyCall} from './command-calls.ts';

const served = await aServedSandbox({after});
const machine = await aMachine({after}, served.environment);
const {run, type} = await aCommandLine(machine);
// What is wrong with a line shows without a start of the program for each: that it is started so is held by a few.
const here = await aShellHere({after}, served.environment, served.call);
const publicKey = rsaKey().publicKey.export({type: 'spki', format: 'pem'});
for (const {work} of [machine, here]) await writeFile(join(work, 'publicKey.pem'), publicKey);
const create = 'token create-token -n MyNewToken';

/** Lines that are wrong, and the flags that have to be named. */
const wrong: readonly (readonly [line: string, ...flags: readonly string[]])[] = [
	[`${create} -g -f publicKey.pem`, '-g (--auto-generate-key)', '-f (--public-key-file)'],
	[`${create} -p secret`, '-p (--passphrase)', '-g (--auto-generate-key)'],
	[`${create} -p secret -f publicKey.pem`, '-p (--passphrase)', '-g (--auto-generate-key)'],
	[create, '-g (--auto-generate-key)', '-f (--public-key-file)'],
	['token create-token -n short77 -g', '-n (--name)'],
	['token create-token -n "   short77   " -g', '-n (--name)'],
	['token create-token -g', '-n (--name)'],
	[`${create} -g -a ES384`, '-a'],
	[`${create} -g --algorithm rs256`, '--algorithm'],
	[`${create} -f publicKey.pem -a ES256`, '-a (--algorithm)'],
	[`${create} -g --colour`, '--colour'],
	[`${create} -g -x`, '-x'],
	['token create-token -g -n', '-n'],
	['token create-token -n -g', '-n'],
	['token get-token', '-i (--token-id)'],
	['token get-token --token-id', '--token-id'],
	['token delete-token', '-i (--token-id)'],
	['token list-tokens -i one', '-i'],
	['token update-token -n MyNewToken', '-i (--token-id)'],
	['token update-token -i one -a RS256', '-a'],
	['token update-token -i one --algorithm HS256', '--algorithm'],
	['token update-token -i one', '-n (--name)', '-k (--key-id)', '-f (--public-key-file)', '--algorithm'],
	['project create-project', '-n (--name)'],
	['project select-project', '-i (--project-id)'],
	['project update-project -n "A name"', '-i (--id)'],
	['project update-project -i one', '-n (--name)', '-d (--description)'],
	['iam add-principal -t token', '-i (--principal-id)'],
	['iam add-principal -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c', '-t (--principal-type)'],
	['iam remove-principal -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t group', '-t'],
	['iam get-policies -i one -t token', '-i (--principal-id)'],
	['iam update-policies -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c -t token', '-f (--file)'],
	['whoami --environment nowhere', '--environment'],
	['start --json=yes', '--json'],
];

describe('wrong usage ends with exit code 2, names the flag and sends nothing', () => {
	for (const [index, [line, ...flags]] of wrong.entries()) {
		test(line, async () => {
			const {code, stdout, stderr} = await (index === 0 ? run : here.run)(`pat-tui ${line}`);
			assert.deepEqual([code, stdout], [2, '']);
			for (const flag of flags) assert.ok(` ${stderr}`.replaceAll('\n', ' ').includes(` ${flag}`), stderr);
			assert.doesNotMatch(stderr, /secret/);
			assert.deepEqual(served.requests, []);
		});
	}
});

test('flags before the command are refused, and as JSON where that is among them, without a screen', async () => {
	const {code, stdout, stderr} = await run('pat-tui --json token list-tokens');
	assert.deepEqual([code, stdout], [2, '']);
	assert.equal(JSON.parse(stderr).error.kind, 'usage');
});

const standing = {token: 'ID', project: 'ID', key: 'ID', toResume: 'ID', toUndo: 'ID'};
/** Commands that are called with more than their name, and need none of it. */
const contented = ['operation list', 'sandbox'];
const demanding = everyCall().filter(
	([{name}, {line, isRefused}]) => isRefused || (line(standing) !== '' && !contented.includes(name)),
);

/** What is run as a program in a terminal: what opens a screen, and what asks most. */
const started = ['setup', 'token create-token'];

/** Runs a line at a terminal; gives its exit code and what then stands there. */
const atTerminal = async (t: TestContext, name: string, line: string) => {
	if (!started.includes(name)) {
		const {code, stdout, stderr} = await here.run(line, undefined, 120);
		return {code, shown: stdout + stderr};
	}
	const app = type({after: cleanup => t.after(cleanup)}, line, {columns: 120});
	const {code} = await app.exit;
	return {code, shown: app.screen().join('\n')};
};

describe('with --no-input a command that lacks a value ends by itself, also on a terminal', () => {
	for (const [{name}] of demanding) {
		// One that waits for an answer would wait for ever.
		test(name, {timeout: 10_000}, async t => {
			const {code, shown} = await atTerminal(t, name, `pat-tui ${name} --no-input`);
			assert.equal(code, 2);
			assert.match(shown, /missing|given|nothing to change|one of|is for commands/i);
			assert.deepEqual(served.requests, []);
		});
	}
});
