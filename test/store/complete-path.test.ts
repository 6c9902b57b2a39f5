import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import fc from 'fast-check';
import {completePath} from '../../source/store/complete-path.ts';
import {typedPath} from '../../source/store/typed-path.ts';
import {listNames} from '../../source/system/list-names.ts';

const folder = await mkdtemp(join(tmpdir(), 'complete-'));
after(async () => rm(folder, {recursive: true, force: true}));
await mkdir(join(folder, 'keys'));
await mkdir(join(folder, 'empty'));
await symlink(join(folder, 'keys'), join(folder, 'linked'));
await symlink(join(folder, 'nowhere'), join(folder, 'loose'));
for (const file of [
	'key.pem',
	'key.pub',
	'.hidden',
	'odd\u202Ename',
	'keys/schlüssel.pem',
	'keys/schlüssig.pem',
])
	await writeFile(join(folder, file), '');

const base = {folder, home: folder};
const complete = async (text: string) => completePath(text, base, listNames);

describe('a path that is completed', () => {
	for (const [typed, text, names] of [
		['emp', 'empty/', []],
		['empty/', 'empty/', []],
		['key', 'key', ['key.pem', 'key.pub', 'keys/']],
		['key.', 'key.p', ['key.pem', 'key.pub']],
		['key.pe', 'key.pem', []],
		['key.pem', 'key.pem', []],
		['li', 'linked/', []],
		['lo', 'loose', []],
		['linked/s', 'linked/schlüss', ['schlüssel.pem', 'schlüssig.pem']],
		['~/keys/schlüsse', '~/keys/schlüssel.pem', []],
		['./ke', './key', ['key.pem', 'key.pub', 'keys/']],
		['.h', '.hidden', []],
		['odd', 'odd', []],
		['nothing', 'nothing', []],
		['key.pem/x', 'key.pem/x', []],
	] as const) {
		test(`${typed} becomes ${text}${names.length > 0 ? `, with ${names.length} names to choose from` : ''}`, async () => {
			assert.deepEqual(await complete(typed), {text, names});
		});
	}

	test('begins with what was typed, and completing it again changes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({unit: 'grapheme', maxLength: 12}), async typed => {
				const {text} = await complete(typed.replaceAll('\0', ''));
				assert.ok(text.startsWith(typed.replaceAll('\0', '')));
				const again = await complete(text);
				assert.equal(again.names.length > 0 ? again.text : text, text);
			}),
			{numRuns: 200},
		);
	});
});

test('a typed path is what a person means by it', () => {
	const at = (text: string) => typedPath(text, {folder: '/work', home: '/home/me'});
	assert.equal(at('public.pem'), '/work/public.pem');
	assert.equal(at(' ../up.pem '), '/up.pem');
	assert.equal(at('/etc/x.pem'), '/etc/x.pem');
	assert.equal(at('~/x.pem'), '/home/me/x.pem');
	assert.equal(at('~'), '/home/me');
	assert.equal(at('~other/x'), '/work/~other/x');
	assert.equal(at("'/tmp/a b.pem'"), '/tmp/a b.pem');
	assert.equal(at('"~/a b.pem"'), '/home/me/a b.pem');
	assert.equal(typedPath('~/x', {folder: '/work', home: undefined}), '/work/~/x');
});
