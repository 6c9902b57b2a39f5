import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {commandTable} from '../../../source/commands/command-table.ts';
import {shells} from '../../../source/commands/completion/completion.ts';
import {completionScript} from '../../../source/commands/completion/completion-script.ts';
import {printCompletion} from '../../../source/commands/completion/print-completion.ts';
import {aMachine} from '../a-machine.ts';

const machine = await aMachine({after});

const print = (...argv: readonly string[]) => {
	const written = {stdout: '', stderr: ''};
	const streamTo = (name: keyof typeof written) => ({
		write: (text: string) => {
			written[name] += text;
		},
	});
	return {code: printCompletion(argv, {stdout: streamTo('stdout'), stderr: streamTo('stderr')}), ...written};
};

test('the script of each shell is printed on standard output, also where the entry hands the command on', async () => {
	for (const shell of shells) {
		const expected = {code: 0, stdout: completionScript(shell, commandTable), stderr: ''};
		assert.deepEqual(print(shell), expected);
		assert.deepEqual(await machine.run(['completion', shell]), expected);
	}
});

test('no shell, or one that is not known, is wrong usage and names those that are', () => {
	for (const argv of [[], ['tcsh'], ['bash', 'zsh'], ['--nothing', 'bash']]) {
		const {code, stdout, stderr} = print(...argv);
		assert.deepEqual([code, stdout], [2, ''], argv.join(' '));
		assert.notEqual(stderr, '');
	}
	assert.match(print('tcsh').stderr, /bash, zsh, fish/);
	assert.equal(JSON.parse(print('tcsh', '--json').stderr).error.kind, 'usage');
});

test('a script that is asked for as JSON is refused as JSON, and the flag is named', async () => {
	for (const ran of [print('bash', '--json'), await machine.run(['completion', 'bash', '--json'])]) {
		assert.deepEqual([ran.code, ran.stdout], [2, '']);
		const {kind, message} = JSON.parse(ran.stderr).error;
		assert.equal(kind, 'usage');
		assert.match(message, /^--json /);
	}
});
