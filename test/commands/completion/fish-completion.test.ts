// needs: fish
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
import {awkwardChoices, awkwardTable} from './a-table.ts';

const folder = await mkdtemp(join(tmpdir(), 'fish-completion-'));
after(async () => rm(folder, {recursive: true, force: true}));
const work = join(folder, 'work');
await mkdir(join(work, 'a folder'), {recursive: true});
await writeFile(join(work, 'a file'), '');

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

type Offer = {readonly word: string; readonly summary: string};

/** Asks a real fish what it offers at the end of each line. */
const ask = (table: readonly Command[], lines: readonly string[]): readonly (readonly Offer[])[] => {
	const questions = lines.map(line => `complete -C ${quote(line)}; echo ----`);
	const out = execFileSync(
		'fish',
		['--no-config', '-c', `${completionScript('fish', table)}\n${questions.join('\n')}`],
		{
			encoding: 'utf8',
			cwd: work,
			env: {PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8'},
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	return out
		.split('----\n')
		.slice(0, -1)
		.map(text =>
			text
				.split('\n')
				.filter(line => line !== '')
				.map(line => {
					const [word = '', summary = ''] = line.split('\t');
					return {word, summary};
				}),
		);
};

const words = (offers: readonly Offer[] | undefined) => (offers ?? []).map(({word}) => word);
const wordsAt = (table: readonly Command[], line: string) => words(ask(table, [line])[0]);

test('fish offers every group, command and flag of the table where it belongs, with what it means', () => {
	const groups = new Set(commandTable.map(({name}) => name.split(' ')[0]));
	const offered = ask(commandTable, ['pat-tui ', ...commandTable.map(({name}) => `pat-tui ${name} --`)]);
	assert.deepEqual(new Set(words(offered[0])), groups);
	for (const [index, {name, flags}] of commandTable.entries()) {
		for (const flag of flags) {
			const found = offered[index + 1]?.find(({word}) => word === `--${flag.name}`);
			assert.equal(found?.summary, flag.summary, `${name} --${flag.name}`);
		}
		assert.ok(words(offered[index + 1]).includes('--json'), name);
	}
	assert.deepEqual(wordsAt(commandTable, 'pat-tui token create-t'), ['create-token']);
	assert.deepEqual(wordsAt(commandTable, 'pat-tui completion '), ['bash', 'fish', 'zsh']);
});

test('fish offers the choices of a flag, after a blank and after the equals sign, and no commands', () => {
	const [long, short, equals, free] = ask(commandTable, [
		'pat-tui token create-token --algorithm E',
		'pat-tui token create-token -a E',
		'pat-tui token create-token --algorithm=E',
		'pat-tui token create-token --name ',
	]);
	assert.deepEqual(words(long), ['ES256', 'ES512']);
	assert.deepEqual(words(short), ['ES256', 'ES512']);
	assert.deepEqual(words(equals), ['--algorithm=ES256', '--algorithm=ES512']);
	assert.deepEqual(free, []);
	const value = 'pat-tui token create-token --name key --algorithm R';
	assert.deepEqual(wordsAt(commandTable, value), ['RS256', 'RS512']);
});

test('fish offers files and folders only where a flag takes one', () => {
	const [files, folders, neither] = ask(awkwardTable(), [
		'pat-tui thing pick --input ',
		'pat-tui thing pick --folder ',
		'pat-tui thing pick --words ',
	]);
	assert.deepEqual(words(files), ['a file', 'a folder/']);
	assert.deepEqual(words(folders), ['a folder/']);
	assert.deepEqual(neither, []);
});

test('awkward words and summaries are offered as they are', () => {
	const table = awkwardTable();
	const [choices, flags] = ask(table, ['pat-tui thing pick --choice ', 'pat-tui thing pick --switch']);
	assert.deepEqual(new Set(words(choices)), new Set(awkwardChoices));
	assert.deepEqual(flags, [{word: '--switch', summary: table[0]?.summary}]);
});

test('whatever the words and summaries are, fish reads the script and offers them as they are', () => {
	// fish hides what begins with a dot or a dash until that is typed.
	const word = fc
		.string({unit: 'grapheme', minLength: 1, maxLength: 12})
		.filter(text => !/^[.-]|\p{Cc}/u.test(text));
	fc.assert(
		fc.property(fc.uniqueArray(word, {minLength: 1, maxLength: 5}), fc.string(), (choices, summary) => {
			const offered = wordsAt(awkwardTable(choices, summary), 'pat-tui thing pick --choice ');
			assert.deepEqual(new Set(offered), new Set(choices));
		}),
		{numRuns: 15},
	);
});
