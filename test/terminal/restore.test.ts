import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isTerminalGone, makeRestore} from '../../source/terminal/restore.ts';

const failing = (code: string) => Object.assign(new Error(code), {code});

const start = (failures: readonly string[] = []) => {
	const left = [...failures];
	const written: string[] = [];
	const raw: boolean[] = [];
	const restore = makeRestore({
		fd: 1,
		stdin: {isTTY: true, setRawMode: isOn => raw.push(isOn)},
		write: (_fd, text) => {
			const code = left.shift();
			if (code !== undefined) {
				throw failing(code);
			}
			written.push(text);
		},
	});
	return {restore, written, raw};
};

test('cursor, styles, mouse, paste marks, screen and raw mode are all given back', () => {
	const {restore, written, raw} = start();
	restore();
	for (const mode of ['?25h', '0m', '?1000l', '?1002l', '?1003l', '?1006l', '?2004l', '?1049l']) {
		assert.ok(written.join('').includes(`\u001B[${mode}`), mode);
	}
	assert.deepEqual(raw, [false]);
});

test('only the first call does anything', () => {
	const {restore, written, raw} = start();
	restore();
	restore();
	assert.equal(written.length, 1);
	assert.equal(raw.length, 1);
});

test('a terminal that is busy is tried again', () => {
	const {restore, written} = start(['EAGAIN', 'EAGAIN']);
	restore();
	assert.equal(written.length, 1);
});

test('a terminal that is gone is no error', () => {
	const {restore, raw} = start(['EIO']);
	restore();
	assert.deepEqual(raw, [false]);
	const broken = makeRestore({
		fd: 1,
		stdin: {
			isTTY: true,
			setRawMode: () => {
				throw failing('EIO');
			},
		},
		write: () => {},
	});
	assert.doesNotThrow(broken);
});

test('only what says that the terminal is gone counts as that', () => {
	assert.ok(isTerminalGone(failing('EIO')));
	assert.ok(isTerminalGone(failing('EPIPE')));
	assert.ok(!isTerminalGone(failing('ENOENT')));
	assert.ok(!isTerminalGone(new Error('EIO')));
	assert.ok(!isTerminalGone('EIO'));
});
