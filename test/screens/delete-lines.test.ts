import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {deleteLines, lastUseWords} from '../../source/screens/delete-lines.ts';
import {cells} from '../../source/text/cells.ts';

const now = Date.parse('2026-03-04T12:00:00Z');
const hour = 3_600_000;
const tried = (outcome: 'works' | 'failed', hours: number) => ({
	at: now - hours * hour,
	outcome,
	ms: 1,
	project: undefined,
	status: undefined,
});
const projects = (count: number, name = 'Project') =>
	Array.from({length: count}, (_, at) => ({id: `p-${at}`, name: `${name} ${at + 1}`, policy: undefined}));
const lines = (
	detail: Parameters<typeof deleteLines>[0]['detail'],
	{columns = 70, rows = 12}: {readonly columns?: number; readonly rows?: number} = {},
) => deleteLines({detail, tries: [], now, ellipsis: '…'}, {columns, rows}).map(({text}) => text);
const ready = (count: number, name?: string) =>
	({tokenId: 't', status: 'ready', projects: projects(count, name)}) as const;

test('the last good try tells whether it is likely in use, whatever failed since', () => {
	assert.match(
		lastUseWords([tried('failed', 1), tried('works', 2)], now),
		/2h ago, so it is likely in use\.$/,
	);
	assert.match(lastUseWords([tried('works', 24 * 30)], now), /30d ago\.$/);
	for (const tries of [undefined, [], [tried('failed', 1)]])
		assert.match(lastUseWords(tries, now), /^Never seen to work from this computer/);
});

test('every affected project is named with its rights while there is room, and the others are counted', () => {
	assert.match(
		lines(ready(3)).join('\n'),
		/3 projects affected:\n {2}Project 1 {2}is a member.*\n {2}Project 2/s,
	);
	const many = lines(ready(40));
	assert.equal(many.length, 12);
	assert.match(many.join('\n'), /40 projects affected:[\s\S]*and \d+ others/);
	const named = many.filter(line => line.startsWith('  Project')).length;
	assert.ok(many.includes(`  and ${40 - named} others`));
});

test('no project, projects being read and unreadable ones are told apart', () => {
	assert.match(lines(ready(0)).join(' '), /It is in no project\./);
	assert.match(lines({...ready(0), status: 'loading'}).join(' '), /reading which projects are affected…/);
	const failure = {kind: 'forbidden', what: 'Not read', said: 'Not yours.', means: 'Ask.'};
	assert.match(
		lines({...ready(0), status: 'failed', failure}).join(' '),
		/what this breaks is not known\. Not yours\./,
	);
});

test('whatever projects are called, every line fits', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'grapheme', maxLength: 100}),
			fc.integer({min: 50, max: 80}),
			fc.nat(20),
			(name, columns, count) => {
				for (const line of lines(ready(count, name), {columns})) assert.ok(cells(line) <= columns, line);
			},
		),
	);
});
