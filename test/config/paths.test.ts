import assert from 'node:assert/strict';
import {homedir} from 'node:os';
import {isAbsolute, relative} from 'node:path';
import {test} from 'node:test';
import {findPaths} from '../../source/config/paths.ts';

const isInside = (folder: string, path: string) => {
	const way = relative(folder, path);
	return !way.startsWith('..') && !isAbsolute(way);
};

test('PAT_TUI_HOME moves everything into one folder, but for exports', () => {
	const {exports, ...kept} = findPaths({PAT_TUI_HOME: '/home/someone/portable'}, '/work');
	assert.equal(exports, '/work');
	for (const path of Object.values(kept)) assert.ok(isInside('/home/someone/portable', path), path);
});

test('a PAT_TUI_HOME that is relative is taken from the working directory', () => {
	assert.equal(findPaths({PAT_TUI_HOME: 'portable'}, '/some/where').config, '/some/where/portable');
	assert.equal(findPaths({PAT_TUI_HOME: '../portable'}, '/some/where').config, '/some/portable');
});

test('without it the folders of the platform are used, settings apart from data', () => {
	for (const variables of [{}, {PAT_TUI_HOME: ''}]) {
		const {config, keys, environments, sandbox} = findPaths(variables, '/work');
		for (const path of [config, keys, environments, sandbox]) {
			assert.ok(isAbsolute(path));
			assert.match(path, /pat-tui/);
			assert.ok(
				process.platform !== 'linux' ||
					isInside(homedir(), path) ||
					process.env['XDG_DATA_HOME'] !== undefined,
				path,
			);
		}
		assert.equal(new Set([config, keys, environments, sandbox]).size, 4);
	}
});

test('keys, environments and the sandbox never lie in one another', () => {
	const {keys, environments, sandbox} = findPaths({PAT_TUI_HOME: '/h'}, '/w');
	for (const [some, other] of [
		[keys, environments],
		[environments, sandbox],
		[sandbox, keys],
	] as const) {
		assert.equal(isInside(some, other) || isInside(other, some), false);
	}
});
