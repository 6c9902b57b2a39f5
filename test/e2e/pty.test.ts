// needs: bash
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keyBytes} from './key-bytes.ts';
import {startInPty} from './pty.ts';

// Draws each burst of keys it receives, in hex, and its size; ends at `q`.
const echo = `
process.stdin.setRawMode(true);
const size = () => process.stdout.write('size ' + process.stdout.columns + 'x' + process.stdout.rows + '\\r\\n');
process.stdout.on('resize', size);
process.stdin.on('data', data => {
	if (data.includes('b'.charCodeAt(0))) process.stdout.write('\\u001B[?2004h');
	process.stdout.write('<' + data.toString('hex') + '>\\r\\n');
	if (data.toString() === 'q') process.exit(7);
});
process.stdout.write('environment ' + Object.keys(process.env).sort().join(' ') + '\\r\\n');
size();
`;
const options = {command: process.execPath, args: ['-e', echo], columns: 60, rows: 20};

test('a program sees the size asked for, the keys pressed, a paste in its brackets, and its exit code comes back', async t => {
	const program = startInPty(t, options);
	await program.waitFor('size 60x20');
	program.press('down');
	await program.waitFor('<1b5b42>');
	program.press('ctrl+a');
	await program.waitFor('<01>');
	program.type('é漢');
	await program.waitFor('<c3a9e6bca2>');
	program.press('b');
	await program.waitFor(() => program.terminal.modes.bracketedPasteMode, 'bracketed paste');
	program.paste('x\ny');
	await program.waitFor('<1b5b3230307e780d791b5b3230317e>');
	program.resize(80, 24);
	await program.waitFor('size 80x24');
	program.press('q');
	assert.deepEqual(await program.exit, {code: 7});
	assert.match(program.bytes().toString(), /size 60x20\r\r\n/);
});

test('the environment of a program is constructed: nothing of the one that runs the test is passed on', async t => {
	process.env['NODE_EXTRA_CA_CERTS'] = '/nowhere.pem';
	const program = startInPty(t, {...options, columns: 200, environment: {EXTRA: '1'}});
	const rows = await program.waitFor('environment ');
	const [, names = ''] = /^environment (.*)$/m.exec(rows.join('\n')) ?? [];
	assert.deepEqual(names.split(' '), [
		'CI',
		'EXTRA',
		'HOME',
		'LANG',
		'PATH',
		'PAT_TUI_HOME',
		'PWD',
		'TERM',
		'TZ',
	]);
});

test('a wait that cannot come true ends with the program and shows the screen', async t => {
	const program = startInPty(t, {command: 'bash', args: ['-c', 'echo last words; kill -TERM $$']});
	await assert.rejects(
		program.waitFor('never', 'a miracle'),
		/ended with .*SIGTERM.*waiting for a miracle.*last words/s,
	);
	assert.equal((await program.exit).signal, 'SIGTERM');
});

test('a key right after Escape is refused, because a terminal would make it Alt', async t => {
	const program = startInPty(t, options);
	await program.waitFor('size 60x20');
	program.press('escape');
	assert.throws(() => program.press('x'), /After Escape/);
	await program.waitFor('<1b>');
	program.press('x');
	await program.waitFor('<78>');
});

test('a wide character that arrives in two pieces is one character on the screen', async t => {
	const halves = `process.stdin.setRawMode(true);
		process.stdin.on('data', () => process.stdout.write(Buffer.from([0xa2, 0x2e])));
		process.stdout.write(Buffer.from([0x61, 0xe6, 0xbc]));`;
	const program = startInPty(t, {command: process.execPath, args: ['-e', halves]});
	await program.waitFor(() => program.bytes().length === 3, 'the first half');
	program.press('x');
	const [first] = await program.waitFor('.');
	assert.equal(first, 'a漢.');
});

test('keys have the bytes that xterm gives them', () => {
	const bytes = Object.fromEntries(
		['ctrl+c', 'alt+b', 'shift+up', 'ctrl+right', 'home', 'f1', 'j', 'ctrl+_', 'alt+backspace'].map(key => [
			key,
			keyBytes(key),
		]),
	);
	assert.deepEqual(bytes, {
		'ctrl+c': '\u0003',
		'alt+b': '\u001Bb',
		'shift+up': '\u001B[1;2A',
		'ctrl+right': '\u001B[1;5C',
		home: '\u001B[H',
		f1: '\u001BOP',
		j: 'j',
		'ctrl+_': '\u001F',
		'alt+backspace': '\u001B\u007F',
	});
	assert.equal(keyBytes('up', {isApplicationCursor: true}), '\u001BOA');
	assert.throws(() => keyBytes('hyper+x'), /No terminal has a key named hyper\+x/);
});
