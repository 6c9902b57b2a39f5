import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {makePaint} from '../../source/commands/paint.ts';
import {type Column, tableText} from '../../source/commands/table-text.ts';
import {cells} from '../../source/text/cells.ts';
import {anyCharacter} from '../any-character.ts';

type Row = readonly [string, string, string];
const columns: readonly Column<Row>[] = [
	{title: 'NAME', value: ([name]) => name, least: 6},
	{title: 'ID', value: ([, id]) => id},
	{title: 'MORE', value: ([, , more]) => more, priority: 1},
];
const draw = (rows: readonly Row[], width: number) =>
	tableText(rows, columns, {columns: width, paint: makePaint(false)});

describe('tableText', () => {
	test('aligns what fits', () => {
		assert.equal(
			draw(
				[
					['a', 'id-1', 'x'],
					['longer', 'id-2', ''],
				],
				40,
			),
			'NAME    ID    MORE\na       id-1  x\nlonger  id-2\n',
		);
	});

	test('leaves out the column that matters least, then cuts what may be cut', () => {
		const rows: readonly Row[] = [['a long name here', 'id-1', 'more']];
		assert.equal(draw(rows, 28), 'NAME              ID    MORE\na long name here  id-1  more\n');
		assert.equal(draw(rows, 20), 'NAME      ID    MORE\na long …  id-1  more\n');
		assert.equal(draw(rows, 12), 'NAME    ID\na lon\u2026  id-1\n');
	});

	test('draws nothing for no rows', () => {
		assert.equal(draw([], 80), '');
	});

	test('is never wider than the terminal and has a line a row, whatever stands in it', () => {
		const text = fc.oneof(
			fc.string({unit: anyCharacter}),
			fc.string(),
			fc.constant('\u001B[2J\u202E宽\u0301\u0301\n'),
		);
		const row = fc.tuple(text, text, text);
		fc.assert(
			fc.property(
				fc.array(row, {minLength: 1, maxLength: 5}),
				fc.integer({min: 8, max: 200}),
				(rows, width) => {
					const lines = draw(rows, width).split('\n');
					assert.equal(lines.pop(), '');
					assert.equal(lines.length, rows.length + 1);
					for (const line of lines) {
						assert.ok(cells(line) <= width, line);
						assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
					}
				},
			),
		);
	});
});
