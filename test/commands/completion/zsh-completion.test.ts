// needs: zsh
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import type {Command} from '../../../source/commands/command.ts';
import {commandTable} from '../../../source/commands/command-table.ts';
import {completionScript} from '../../../source/commands/completion/completion-script.ts';
import {type Condition, type Scope, startInPty} from '../../e2e/pty.ts';
import {awkwardChoices, awkwardTable} from './a-table.ts';

const folder = await mkdtemp(join(tmpdir(), 'zsh-completion-'));
after(async () => rm(folder, {recursive: true, force: true}));
const work = join(folder, 'work');
await mkdir(join(work, 'a folder'), {recursive: true});
await writeFile(join(work, "sally's key.pem"), '');

/** A zsh at its prompt, with the completion of a table read in. */
const aShell = async (t: Scope, table: readonly Command[], name: string) => {
	const file = join(folder, `${name}.zsh`);
	await writeFile(file, completionScript('zsh', table));
	const shell = startInPty(t, {
		command: 'zsh',
		args: ['-f', '-i'],
		columns: 150,
		rows: 50,
		directory: work,
		environment: {PS1: '> ', HOME: folder},
	});
	await shell.waitFor('> ');
	const setUp = [
		'pat-tui() { print -r -- "<$4>" }',
		'autoload -U compinit',
		'compinit -u -D',
		'setopt no_beep auto_list no_list_ambiguous',
		`. ${file}`,
		'clear',
		'print ready',
	];
	shell.type(`${setUp.join('; ')}\r`);
	// What is typed before the prompt is there would be echoed by the terminal itself.
	await shell.waitFor(rows => rows[0] === 'ready' && rows[1]?.trim() === '>');
	return {
		/** Types a line on a cleared screen, with Tab where it stands in it, and waits for what the screen then holds. */
		async see(line: string, expected: Condition) {
			shell.type('\u0015\u000C');
			await shell.waitFor(rows => rows[0]?.trim() === '>' && rows.slice(1).every(row => row === ''));
			shell.type(line);
			return shell.waitFor(expected);
		},
	};
};

test('zsh completes commands, flags and choices of the table, with what they mean', async t => {
	const shell = await aShell(t, commandTable, 'own');
	await shell.see('pat-tui tok\tcreate-t\t#', 'pat-tui token create-token #');
	await shell.see('pat-tui token create-token --algorithm E\t', /^ES256 +ES512$/m);
	await shell.see('pat-tui token create-token --algorithm=RS5\t#', '--algorithm=RS512 #');
	await shell.see('pat-tui token create-token --name key --algorithm RS2\t#', '--algorithm RS256 #');
	await shell.see('pat-tui completion \t', /^bash +fish +zsh$/m);
	const command = commandTable.find(({name}) => name === 'token create-token');
	assert.ok(command);
	const rows = await shell.see('pat-tui token create-token --\t', /--version|--with-permissions/);
	for (const {name} of command.flags) assert.ok(rows.join('\n').includes(`--${name} `), name);
	assert.match(rows.join('\n'), /--key-id +-- Its key id \(kid\)/);
});

test('zsh completes every awkward word so that it reads it back as it is', async t => {
	const shell = await aShell(t, awkwardTable(), 'awkward');
	for (const choice of awkwardChoices) {
		const start = `'${choice.slice(0, -1).replaceAll("'", String.raw`'\''`)}`;
		await shell.see(`pat-tui thing pick --choice ${start}\t\r`, rows => rows.includes(`<${choice}>`));
	}
});

test('zsh completes a file or a folder where a flag takes one', async t => {
	const shell = await aShell(t, awkwardTable(), 'files');
	await shell.see('pat-tui thing pick --input sal\t#', String.raw`--input sally\'s\ key.pem #`);
	await shell.see('pat-tui thing pick --folder \t#', String.raw`--folder a\ folder/#`);
});
