import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Text} from 'ink';
import {FieldRow} from '../../source/components/field-row.tsx';
import {renderAt} from '../render-at.tsx';

const frameOf = (columns: number, rest: Partial<Parameters<typeof FieldRow>[0]> = {}) => {
	const app = renderAt(
		columns,
		10,
		<FieldRow label="Name" columns={columns} {...rest}>
			{width => <Text wrap="truncate">{'x'.repeat(width)}</Text>}
		</FieldRow>,
	);
	const frame = app.lastFrame();
	app.unmount();
	return frame.split('\n').map(line => line.trimEnd());
};

test('the field has all the room that label and message leave', () => {
	assert.deepEqual(frameOf(40), [`  Name            ${'x'.repeat(22)}`]);
});

test('in a wide window an error stands beside the field, in a narrow one below it', () => {
	const message = {tone: 'error', text: 'at least 8 characters'} as const;
	assert.deepEqual(frameOf(80, {message}), [`  Name            ${'x'.repeat(37)}  ! at least 8 characters`]);
	assert.deepEqual(frameOf(58, {message}), [
		`  Name            ${'x'.repeat(40)}`,
		`${' '.repeat(18)}! at least 8 characters`,
	]);
});

test('the row that has the focus is marked by a sign, and its state by one too', () => {
	assert.match(
		frameOf(80, {isFocused: true, message: {tone: 'ok', text: 'strong'}})[0] ?? '',
		/^▸ Name .*✓ strong$/,
	);
});

test('a long message never pushes the field out: it stands below, whole', () => {
	const [line, ...below] = frameOf(80, {message: {tone: 'hint', text: 'very long '.repeat(20)}});
	assert.match(line ?? '', /x{60,}$/);
	assert.equal(below.join(' ').match(/very long/g)?.length, 20);
});
