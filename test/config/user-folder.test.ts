import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import fc from 'fast-check';
import {devEnvironment, prodEnvironment} from '../../source/config/environments.ts';
import {findPaths} from '../../source/config/paths.ts';
import {environmentFolder, userFolder} from '../../source/config/user-folder.ts';

const paths = findPaths({PAT_TUI_HOME: '/home'}, '/');
const folderOf = (sub: string, environment = prodEnvironment) => userFolder(paths, environment, {sub});

test("a user's things are below their environment, under the user's id", () => {
	const sub = '0b3c1f0e-6f0a-4a54-8d5b-3a8f0f2f6f11';
	assert.equal(folderOf(sub), path.join('/home/environments/api.portal.affinidi.com', sub));
});

test('the same user of two environments has two folders', () => {
	assert.notEqual(folderOf('one'), folderOf('one', devEnvironment));
});

test('two users never share a folder, on a disk that does not tell capitals apart either, and no id leads out of it', () => {
	const sub = fc.oneof(
		fc.string({maxLength: 100}),
		fc.constantFrom('', 'user', '..', 'a/b', 'a-b', 'A-b', 'a|b', 'session.json', '../../x', 'a\u0000'),
		fc.uuid(),
	);
	fc.assert(
		fc.property(sub, sub, (one, other) => {
			const [mine, theirs] = [folderOf(one), folderOf(other)];
			assert.equal(path.dirname(mine), environmentFolder(paths, prodEnvironment));
			assert.match(path.basename(mine), /^[\w-]+(?:\.[\da-f]{32})?$|^\.[\da-f]{32}$/);
			if (one !== other) assert.notEqual(mine.toLowerCase(), theirs.toLowerCase());
		}),
		{numRuns: 500},
	);
});
