// needs: bash
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import type {Command} from '../../../source/commands/command.ts';
import {commandTable} from '../../../source/commands/command-table.ts';
import {completionScript} from '../../../source/commands/completion/completion-script.ts';
import {startInPty} from '../../e2e/pty.ts';
import {awkwardChoices, awkwardTable} from './a-table.ts';

const folder = await mkdtemp(join(tmpdir(), 'bash-completion-'));
after(async () => rm(folder, {recursive: true, force: true}));

const literal = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Asks a real bash what it offers at the end of each line, a line being the words as bash hands them over. */
const ask = (
	table: readonly Command[],
	lines: readonly (readonly string[])[],
): readonly (readonly string[])[] => {
	const questions = lines.map(
		words => `COMP_WORDS=(pat-tui ${words.map(literal).join(' ')}); COMP_CWORD=${words.length}; _pat_tui
for each in "\${COMPREPLY[@]}"; do eval "printf '%s\\\\0' $each"; done; printf '\\001'`,
	);
	const out = execFileSync('bash', ['--noprofile', '--norc', '-s'], {
		input: `${completionScript('bash', table)}\n${questions.join('\n')}\n`,
		encoding: 'utf8',
		stdio: ['pipe', 'pipe', 'pipe'],
		cwd: folder,
	});
	return out
		.split('\u0001')
		.slice(0, -1)
		.map(each => each.split('\0').slice(0, -1));
};

const askOne = (table: readonly Command[], ...words: readonly string[]) => ask(table, [words])[0];

test('bash offers every group, command and flag of the table where it belongs', () => {
	const groups = [...new Set(commandTable.map(({name}) => name.split(' ')[0] ?? ''))];
	const offered = ask(commandTable, [[''], ...commandTable.map(({name}) => [...name.split(' '), '--'])]);
	assert.deepEqual(offered[0], groups);
	for (const [index, {name, flags}] of commandTable.entries()) {
		const words = offered[index + 1] ?? [];
		for (const flag of flags) assert.ok(words.includes(`--${flag.name}`), `${name} --${flag.name}`);
		assert.ok(words.includes('--json') && words.includes('--environment'), name);
	}
	assert.deepEqual(askOne(commandTable, 'token', 'create-t'), ['create-token']);
	assert.deepEqual(askOne(commandTable, 'completion', ''), ['bash', 'zsh', 'fish']);
});

test('bash offers the choices of a flag, after a blank and after the equals sign, and no commands', () => {
	const all = ['RS256', 'RS512', 'ES256', 'ES512'];
	assert.deepEqual(
		ask(commandTable, [
			['token', 'create-token', '--algorithm', ''],
			['token', 'create-token', '-a', ''],
			['token', 'create-token', '--algorithm', '=', 'E'],
			['token', 'create-token', '--algorithm', '='],
			['token', 'create-token', '--name', ''],
			['token', '--algorithm', ''],
		]),
		[all, all, ['ES256', 'ES512'], all, [], askOne(commandTable, 'token', '')],
	);
});

test('a value that is called like a command does not lead anywhere else', () => {
	const [after] = ask(commandTable, [['token', 'create-token', '--name', 'key', '--algorithm', 'R']]);
	assert.deepEqual(after, ['RS256', 'RS512']);
});

test('awkward words are offered so that bash reads them back as they are', () => {
	const table = awkwardTable();
	assert.deepEqual(askOne(table, 'thing', 'pick', '--choice', ''), awkwardChoices);
	assert.deepEqual(askOne(table, 'single', 'back\\\\s'), ['back\\slash']);
});

test('whatever the words and summaries are, bash reads the script and offers those with the beginning that was typed', () => {
	const word = fc
		.string({unit: 'grapheme', minLength: 1, maxLength: 12})
		.filter(text => !/[\p{Cc}\\]/u.test(text));
	fc.assert(
		fc.property(
			fc.uniqueArray(word, {minLength: 1, maxLength: 5}),
			fc.string({unit: 'grapheme'}),
			(choices, summary) => {
				const table = awkwardTable(choices, summary);
				const [all, some] = ask(table, [
					['thing', 'pick', '--choice', ''],
					['thing', 'pick', '--choice', 'a'],
				]);
				assert.deepEqual(all, choices);
				assert.deepEqual(
					some,
					choices.filter(each => each.startsWith('a')),
				);
			},
		),
		{numRuns: 40},
	);
});

test('Tab in a real bash completes a command, a choice, and a file where a flag takes one', async t => {
	const file = join(folder, 'completion.bash');
	await writeFile(file, completionScript('bash', awkwardTable()));
	await mkdir(join(folder, 'work'));
	await writeFile(join(folder, 'work', "sally's key.pem"), '');
	const shell = startInPty(t, {
		command: 'bash',
		args: ['--noprofile', '--norc', '-i'],
		columns: 120,
		directory: join(folder, 'work'),
		environment: {PS1: '> '},
	});
	await shell.waitFor('> ');
	shell.type(`. ${file}; clear; echo ready\r`);
	// What is typed before the prompt is there would be echoed by the terminal itself.
	await shell.waitFor(rows => rows[0] === 'ready' && rows[1]?.trim() === '>');
	shell.type('pat-tui th\tp\t--ch\ttwo\t--in\tsal\t#');
	await shell.waitFor(String.raw`pat-tui thing pick --choice two\ words --input sally\'s\ key.pem #`);
});
