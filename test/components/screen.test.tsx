import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Text} from 'ink';
import {useState} from 'react';
import {Header} from '../../source/components/header.tsx';
import {Hints} from '../../source/components/hints.tsx';
import {bodySize, Screen} from '../../source/components/screen.tsx';
import {TextField} from '../../source/components/text-field.tsx';
import {DispatchProvider, useLayer} from '../../source/dispatch/dispatch-provider.tsx';
import {type Binding, bindKeys} from '../../source/dispatch/keymap.ts';
import {cells} from '../../source/text/cells.ts';
import {renderAt} from '../render-at.tsx';

const keymap: readonly Binding[] = [
	...['Open', 'New token', 'Try it', 'Rotate its key', 'Permissions', 'Export', 'Delete'].map(
		(label, index) => ({
			id: label,
			keys: [String(index)],
			label,
			group: 'Token',
			footer: true,
			run: () => {},
		}),
	),
	{id: 'help', keys: ['?'], label: 'Help', group: 'Anywhere', footer: 'always', run: () => {}},
	{id: 'quit', keys: ['q'], label: 'Quit', group: 'Anywhere', footer: 'always', run: () => {}},
];

type Props = {
	readonly columns: number;
	readonly rows: number;
	readonly lines?: number;
	readonly onQuit?: () => void;
};

function Sample({columns, rows, lines = 1, onQuit = () => {}}: Props) {
	const bindings = bindKeys(keymap, undefined);
	const [value, setValue] = useState('');
	useLayer({id: 'sample', bindings});
	return (
		<Screen
			columns={columns}
			rows={rows}
			onQuit={onQuit}
			status="a status that is far too long to stand in one single line of a narrow window, and then some more of it"
			header={
				<Header
					columns={columns}
					crumbs={['Tokens', '日本語'.repeat(30)]}
					environment="sandbox"
					project={'Acme '.repeat(20)}
					user="owner@acme.io"
				/>
			}
			footer={<Hints bindings={bindings} columns={columns} />}
		>
			<TextField value={value} onChange={setValue} width={20} />
			{Array.from({length: lines}, (_, line) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike.
				<Text key={line}>line {line}</Text>
			))}
		</Screen>
	);
}

const start = async (props: Props) => {
	const tree = (size: Props) => (
		<DispatchProvider>
			<Sample {...props} {...size} />
		</DispatchProvider>
	);
	const app = renderAt(props.columns, props.rows, tree(props));
	await app.settled();
	const resize = async (columns: number, rows: number) => {
		app.resize(columns, rows);
		app.rerender(tree({columns, rows}));
		await app.settled();
	};
	return {app, resize};
};

const sizes = [
	[200, 50],
	[120, 30],
	[100, 30],
	[80, 24],
	[60, 20],
	[59, 19],
	[20, 5],
] as const;

test('a screen is exactly as high as the window and no line is wider, however much there is to show', async () => {
	for (const [columns, rows] of sizes) {
		const {app} = await start({columns, rows, lines: 100});
		const lines = app.lastFrame().split('\n');
		assert.equal(lines.length, rows);
		for (const line of lines) {
			assert.ok(cells(line) <= columns, `${cells(line)} cells in ${columns}: ${line}`);
		}
		app.unmount();
	}
});

test('the body has the room that is promised to it', async () => {
	const {app} = await start({columns: 80, rows: 24, lines: 100});
	const last = bodySize(80, 24).rows - 2;
	assert.match(app.lastFrame(), new RegExp(`line ${last}$`, 'm'));
	assert.doesNotMatch(app.lastFrame(), new RegExp(`line ${last + 1}$`, 'm'));
	app.unmount();
});

test('help and quit are in the footer at every size', async () => {
	for (const [columns, rows] of sizes.slice(0, 5)) {
		const {app} = await start({columns, rows});
		assert.match(app.lastFrame(), /\? help +q quit\s*$/);
		app.unmount();
	}
});

test('in a window that is too small one line says so, q quits and no other key does anything', async () => {
	let quits = 0;
	const {app} = await start({
		columns: 59,
		rows: 19,
		onQuit: () => {
			quits += 1;
		},
	});
	const lines = app
		.lastFrame()
		.split('\n')
		.filter(line => line.trim() !== '');
	assert.deepEqual(
		lines.map(line => line.trim()),
		['Window too small (need 60x20), q quits'],
	);
	const frames = app.frames.length;
	app.write('xyz\r');
	await app.settled();
	assert.equal(app.frames.length, frames);
	app.write('q');
	await app.settled();
	assert.equal(quits, 1);
	app.unmount();
});

test('what was typed is there again when the window has grown', async () => {
	const {app, resize} = await start({columns: 80, rows: 24});
	app.write('typed');
	await app.settled();
	await resize(59, 19);
	assert.doesNotMatch(app.lastFrame(), /typed/);
	await resize(80, 24);
	assert.match(app.lastFrame(), /typed/);
	app.unmount();
});
