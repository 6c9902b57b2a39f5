import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cells} from '../../source/text/cells.ts';
import {echo, newLines, spokenFrame} from '../../source/text/spoken-frame.ts';

const menu = (chosen: number) =>
	[
		'Welcome',
		...[1, 2, 3].map(at => `${at === chosen ? '(selected) ' : ''}${at}. choice`),
		'Keys: q quit',
	].join('\n');

test('a screen is said whole the first time; of the same one only what is new or newly chosen', () => {
	const first = spokenFrame(menu(1));
	const all = ['Welcome', 'selected: 1. choice', '2. choice', '3. choice', 'Keys: q quit'];
	assert.deepEqual(newLines(undefined, first), all);
	assert.deepEqual(newLines(first, first), []);
	assert.deepEqual(newLines(first, spokenFrame(menu(2))), ['selected: 2. choice']);
	assert.deepEqual(newLines(first, spokenFrame(`${menu(1)}\ndone: made`)), ['done: made']);
});

test('of another screen all is said but what both begin and end with', () => {
	const one = spokenFrame('Name\nIn sandbox\nWhat is it called?\nKeys: Enter next');
	const other = spokenFrame('Algorithm\nIn sandbox\nHow does it sign?\nKeys: Enter next');
	assert.deepEqual(newLines(one, other), ['Algorithm', 'How does it sign?']);
});

test('the field that is filled in stands apart, and is not said again as a line once it is left', () => {
	const first = spokenFrame('Title\ntextbox: (selected) Name: ci \ntextbox: Again: ');
	assert.equal(first.prompt, 'Name: ci ');
	assert.deepEqual(first.lines, ['Again:']);
	const second = spokenFrame('Title\ntextbox: Name: ci\ntextbox: (selected) Again: ');
	assert.deepEqual(newLines({...first, prompt: 'Name: ci'}, second), []);
});

/** What a line of a terminal holds after a text was written to it. */
const written = (line: string, text: string) => {
	let shown = [...line];
	let at = shown.length;
	for (const letter of text) {
		if (letter === '\b') at -= 1;
		else shown = [...shown.slice(0, at), letter, ...shown.slice(++at)];
	}
	return shown.join('');
};

test('what is echoed turns the line on the terminal into the next one, or the line is written anew', () => {
	const value = fc.string({unit: fc.constantFrom('a', 'b', ' '), maxLength: 6});
	fc.assert(
		fc.property(value, value, (before, now) => {
			const text = echo(before, now, 7);
			if (text === undefined) assert.ok(!(before.startsWith(now) || now.startsWith(before)));
			else assert.equal(written(before, text).trimEnd(), now.trimEnd());
		}),
	);
	assert.equal(echo('上', '', 20), '\b \b'.repeat(cells('上')));
	assert.equal(echo('aaaa', 'aaaaa', 5), undefined);
});
