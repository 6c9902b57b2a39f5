import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Column, Table} from '../../source/components/table.tsx';
import {renderAt} from '../render-at.tsx';

type Row = {readonly id: string; readonly name: string};

const rowsOf = (count: number): readonly Row[] =>
	Array.from({length: count}, (_, index) => ({id: String(index), name: `token-${index}`}));

const columns: readonly Column<Row>[] = [
	{title: 'NAME', flex: 1, minWidth: 10, cell: row => row.name},
	{title: 'N', width: 5, align: 'right', cell: row => row.id},
];

const frameOf = (props: Partial<Parameters<typeof Table<Row>>[0]>) => {
	const app = renderAt(
		100,
		30,
		<Table columns={columns} rows={rowsOf(10)} selected={0} width={30} height={6} {...props} />,
	);
	const frame = app.lastFrame();
	app.unmount();
	return frame.split('\n');
};

test('titles, rows and the cursor stand in their columns', () => {
	assert.deepEqual(frameOf({rows: rowsOf(2), selected: 1, height: 3}), [
		`  NAME${' '.repeat(23)}N`,
		`  token-0${' '.repeat(20)}0`,
		`▸ token-1${' '.repeat(20)}1`,
	]);
});

test('a chosen row far down is on the screen, with no more rows than there are lines', () => {
	const frame = frameOf({rows: rowsOf(1000), selected: 777, height: 6});
	assert.equal(frame.length, 6);
	assert.match(frame[5] ?? '', /^▸ token-777 /);
});

test('cells are asked for the rows that are drawn and no others', () => {
	let asked = 0;
	const counting: readonly Column<Row>[] = [
		{
			title: 'NAME',
			flex: 1,
			cell: row => {
				asked += 1;
				return row.name;
			},
		},
	];
	frameOf({columns: counting, rows: rowsOf(100_000), selected: 50_000, height: 20});
	assert.ok(asked <= 2 * 19, `${asked} cells`);
});

test('wide and long names keep the columns in place', () => {
	const rows = [
		{id: '1', name: '日本語'.repeat(10)},
		{id: '2', name: 'x'.repeat(100)},
	];
	const [, wide, long] = frameOf({rows, height: 3});
	assert.match(wide ?? '', /…? {2,3} {4}1$/);
	assert.match(long ?? '', /x… {6}2$/);
});

test('an empty table is its titles', () => {
	assert.deepEqual(
		frameOf({rows: [], height: 3}).filter(line => line.trim() !== ''),
		[`  NAME${' '.repeat(23)}N`],
	);
});
