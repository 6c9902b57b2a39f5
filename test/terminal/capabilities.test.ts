import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readCapabilities, type Surroundings} from '../../source/terminal/capabilities.ts';

const surroundings: Surroundings = {
	env: {TERM: 'xterm-256color', LANG: 'en_GB.UTF-8'},
	platform: 'linux',
	stdin: {isTTY: true},
	stdout: {isTTY: true, columns: 120, rows: 40},
};
const read = (change: Partial<Surroundings>) => readCapabilities({...surroundings, ...change});

test('a usual terminal can do everything', () => {
	assert.deepEqual(read({}), {
		isTerminal: true,
		columns: 120,
		rows: 40,
		colour: true,
		ascii: false,
		canSuspend: true,
	});
});

test('without keyboard or screen, or with a dumb one, there is no terminal', () => {
	assert.equal(read({stdin: {}}).isTerminal, false);
	assert.equal(read({stdout: {isTTY: false}}).isTerminal, false);
	assert.equal(read({env: {TERM: 'dumb'}}).isTerminal, false);
});

test('a size that is not known is taken for 80x24', () => {
	const {columns, rows} = read({stdout: {isTTY: true, columns: 0}});
	assert.deepEqual([columns, rows], [80, 24]);
});

test('NO_COLOR counts when it holds something', () => {
	assert.equal(read({env: {NO_COLOR: '1'}}).colour, false);
	assert.equal(read({env: {NO_COLOR: ''}}).colour, true);
});

test('signs are Unicode only where the locale says so, LC_ALL before LC_CTYPE before LANG', () => {
	assert.equal(read({env: {LANG: 'C'}}).ascii, true);
	assert.equal(read({env: {}}).ascii, true);
	assert.equal(read({env: {LANG: 'C', LC_CTYPE: 'de_AT.utf8'}}).ascii, false);
	assert.equal(read({env: {LANG: 'en_GB.UTF-8', LC_ALL: 'C'}}).ascii, true);
	assert.equal(read({env: {LANG: 'en_GB.UTF-8', TERM: 'linux'}}).ascii, true);
	assert.equal(read({env: {}, platform: 'darwin'}).ascii, false);
	assert.equal(read({env: {}, platform: 'win32'}).ascii, true);
	assert.equal(read({env: {WT_SESSION: 'x'}, platform: 'win32'}).ascii, false);
});

test('there is no job control on Windows', () => {
	assert.equal(read({platform: 'win32'}).canSuspend, false);
});
