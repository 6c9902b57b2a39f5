import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {sandboxEnvironment} from '../../source/config/environments.ts';
import {findPaths} from '../../source/config/paths.ts';
import {createToken} from '../../source/operations/token/create-token.ts';
import {makeWorkbench} from '../../source/operations/workbench.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import {cells} from '../../source/text/cells.ts';
import {quietEffects} from '../fixtures/quiet-effects.ts';
import {run} from '../operations/a-workshop.ts';
import {aMachine} from './a-machine.ts';

const columns = 80;
const machine = await aMachine({after});

const hostileNames: Readonly<Record<string, string>> = {
	'escape sequences': '\u001B]0;owned\u0007\u001B[2J\u001B[31mred\u009B5A',
	'bidi marks': 'admin\u202Etxt.exe\u2066\u200F',
	'line breaks': 'two\r\nlines\u2028three',
	'wide characters': '宽字符令牌'.repeat(20),
	'endless marks': `mark${'\u0301'.repeat(500)}`,
	'invisible characters': 'in\u200B\u{E0041}\u00ADvisible',
	'100,000 letters': 'x'.repeat(100_000),
};

/** Makes a token past the command, which would refuse some of these names. */
const plant = async (name: string): Promise<string> => {
	const paths = findPaths({PAT_TUI_HOME: join(machine.home, 'data')}, machine.home);
	const effects = {
		...quietEffects,
		clock: systemClock,
		random: systemRandom,
		processes: systemProcesses,
		fetch,
	};
	const workbench = makeWorkbench(sandboxEnvironment, paths, effects, '0.0.0');
	const deps = await workbench.enter();
	if (!deps.ok) throw new Error(deps.error.kind);
	const keyPair = await workbench.keyGenerator.generate('ES256');
	const {outcome} = await run(createToken(deps.value, {name, keyPair, grants: []}));
	if (outcome.kind !== 'created') throw new Error(outcome.failure.message);
	return outcome.token.id;
};

// readline's ways of drawing a question, and the emphasis that the program gives.
const ownSequences = new RegExp(`${String.fromCharCode(27)}\\[(?:\\d+G|0J|\\d{1,2}m)`, 'g');

const assertHarmless = (text: string, what: string) => {
	const bare = text.replaceAll(ownSequences, '').replaceAll('\r\n', '\n');
	assert.doesNotMatch(bare.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, what);
	assert.ok(
		bare.split('\n').every(line => cells(line) < 1100),
		`${what}: a line that is too long`,
	);
};

describe('a hostile name is harmless in what every command writes', () => {
	for (const [what, name] of Object.entries(hostileNames)) {
		test(what, async () => {
			const id = await plant(name);
			const commands = [
				['token', 'list-tokens'],
				['token', 'get-token', '-i', id],
				['token', 'try', '-i', id],
				['token', 'update-token', '-i', id, '-k', 'kid-1'],
				['token', 'export', '-i', id, '--output', '-'],
				['token', 'export', '-i', id, '--output', 'hostile.env'],
				['key', 'list'],
				['operation', 'list', '--all'],
			];
			for (const argv of commands) {
				const text = await machine.run(argv, {columns});
				assertHarmless(text.stdout + text.stderr, argv.join(' '));
				const json = await machine.run([...argv, ...(argv.includes('-') ? [] : ['--json'])]);
				assertHarmless(json.stderr, argv.join(' '));
				// Data is whole, but no character of it reaches a terminal as more than text.
				assert.doesNotMatch(json.stdout.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u, argv.join(' '));
			}
			const listed = await machine.run(['token', 'list-tokens'], {columns});
			for (const line of listed.stdout.replaceAll(ownSequences, '').split('\n'))
				assert.ok(cells(line) <= columns, line);
			const got = await machine.run(['token', 'get-token', '-i', id]);
			assert.equal(JSON.parse(got.stdout).name, name);
			const answers = [['Type the last 6 characters of its id', id.slice(-6)]] as const;
			const deleted = await machine.run(['token', 'delete-token', '-i', id, '--remove-key'], {
				columns,
				answers,
			});
			assert.equal(deleted.code, 0, deleted.stderr);
			assertHarmless(deleted.stdout + deleted.stderr, 'token delete-token');
		});
	}
});

test('a hostile argument is harmless in the error that it leads to', async () => {
	for (const name of Object.values(hostileNames)) {
		for (const argv of [
			[name],
			['token', name],
			['token', `--${name}`],
			['token', 'list-tokens', `--${name}`],
			['token', 'list-tokens', '--environment', name],
			['operation', 'undo', name],
		]) {
			const ran = await machine.run(argv);
			assert.notEqual(ran.code, 0);
			assertHarmless(ran.stderr, argv.join(' ').slice(0, 60));
		}
	}
});
