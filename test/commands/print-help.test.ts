import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commandHelp, programHelp} from '../../source/commands/help-text.ts';
import {printHelp} from '../../source/commands/print-help.ts';
import {listTokens} from '../../source/commands/token/list-tokens.ts';

const print = (...argv: readonly string[]) => {
	const written = {stdout: '', stderr: ''};
	const streamTo = (name: keyof typeof written) => ({
		columns: 100,
		write: (text: string) => {
			written[name] += text;
		},
	});
	return {code: printHelp(argv, {stdout: streamTo('stdout'), stderr: streamTo('stderr')}), ...written};
};

test('help is printed on standard output, as wide as the terminal', () => {
	assert.deepEqual(print('--help'), {code: 0, stdout: programHelp(100), stderr: ''});
	assert.deepEqual(print('token', 'list-tokens', '-h'), {
		code: 0,
		stdout: commandHelp(listTokens, 100),
		stderr: '',
	});
});

test('help of a command that there is not is wrong usage', () => {
	const {code, stdout, stderr} = print('nothing', '--help');
	assert.deepEqual([code, stdout], [2, '']);
	assert.match(stderr, /no command nothing/);
});
