import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Text} from 'ink';
import {Dialog} from '../../source/components/dialog.tsx';
import {KeyValue} from '../../source/components/key-value.tsx';
import {Panel} from '../../source/components/panel.tsx';
import {SignsProvider} from '../../source/components/signs-context.tsx';
import {cells} from '../../source/text/cells.ts';
import {renderAt} from '../render-at.tsx';

const panel = (title: string) => (
	<Panel title={title} columns={24}>
		<Text>inside</Text>
	</Panel>
);

const frameOf = (columns: number, tree: Parameters<typeof renderAt>[2]) => {
	const app = renderAt(columns, 20, tree);
	const frame = app.lastFrame();
	app.unmount();
	return frame.split('\n');
};

test('a panel has its title in the frame', () => {
	assert.deepEqual(frameOf(40, panel('Key')), [
		`┌─ Key ${'─'.repeat(16)}┐`,
		`│ inside${' '.repeat(15)}│`,
		`└${'─'.repeat(22)}┘`,
	]);
});

test('without Unicode the frame is ASCII', () => {
	const lines = frameOf(40, <SignsProvider ascii>{panel('Key')}</SignsProvider>);
	assert.match(lines.join('\n'), /^[\x20-\x7e\n]*$/);
});

test('a title that is too long is cut, and the frame stays whole', () => {
	for (const title of ['x'.repeat(50), '日本語'.repeat(20)]) {
		for (const line of frameOf(40, panel(title))) {
			assert.equal(cells(line), 24);
		}
	}
});

test('a dialog is a box in the middle of a wide window and the page itself in a narrow one', () => {
	const dialog = (columns: number) => (
		<Dialog title="Delete token" columns={columns} rows={9}>
			{width => <Text>{width} cells</Text>}
		</Dialog>
	);
	const wide = frameOf(100, dialog(98));
	assert.match(wide[3] ?? '', /^ {10}┌─ Delete token ─+┐$/);
	assert.match(wide[4] ?? '', /74 cells/);
	const narrow = frameOf(60, dialog(58));
	assert.deepEqual(narrow.slice(0, 3), ['Delete token', '', '58 cells']);
});

test('names and values stand in two columns, long values cut or wrapped as asked', () => {
	const entries = [
		{label: 'id', value: 'x'.repeat(40)},
		{label: 'name', value: 'ci'},
	];
	assert.deepEqual(frameOf(30, <KeyValue entries={entries} columns={20} />), [
		`id    ${'x'.repeat(13)}…`,
		'name  ci',
	]);
	assert.equal(frameOf(30, <KeyValue entries={entries} columns={20} wrap />).length, 4);
});
