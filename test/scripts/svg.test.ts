import assert from 'node:assert/strict';
import {test} from 'node:test';
import xterm from '@xterm/headless';
import {toSvg} from '../../scripts/svg.mjs';

const draw = async (bytes: string) => {
	const terminal = new xterm.Terminal({cols: 12, rows: 2, allowProposedApi: true});
	await new Promise<void>(settle => terminal.write(bytes, settle));
	return toSvg(terminal, {title: 'a <title>'});
};

const texts = (svg: string) => svg.split('\n').filter(line => line.includes('<text'));

test('text is escaped and stands at its column and row', async () => {
	const svg = await draw('a<b>&"\r\n  c');
	assert.deepEqual(texts(svg), [
		'<text x="12" y="25.5" textLength="50.4">a&lt;b&gt;&amp;&quot;</text>',
		'<text x="28.8" y="43.5" textLength="8.4">c</text>',
	]);
	assert.match(svg, /<title>a &lt;title&gt;<\/title>/);
});

test('colours, bold, dim, italic, underline and inverse are drawn', async () => {
	const svg = await draw(
		'\u001B[31mr\u001B[0;1mb\u001B[0;2md\u001B[0;3mi\u001B[0;4mu\u001B[0;7mv\u001B[0;38;5;196mx\u001B[0;48;2;1;2;3my',
	);
	const drawn = texts(svg).map(line => line.replace(/ [xy]="[^"]*"| textLength="[^"]*"/g, ''));
	assert.deepEqual(drawn.slice(0, 8), [
		'<text fill="#e06c75">r</text>',
		'<text font-weight="bold">b</text>',
		'<text opacity="0.6">d</text>',
		'<text font-style="italic">i</text>',
		'<text text-decoration="underline">u</text>',
		'<rect width="8.4" height="18" fill="#d6d9e0"/><text fill="#16181d">v</text>',
		'<text fill="#ff0000">x</text>',
		'<rect width="8.4" height="18" fill="#010203"/><text>y</text>',
	]);
});

test('a wide character takes two cells and what follows keeps its column', async () => {
	const [wide, rest] = texts(await draw('漢a'));
	assert.equal(wide, '<text x="12" y="25.5" textLength="16.8">漢</text>');
	assert.match(rest ?? '', /^<text x="28.8" y="25.5" textLength="8.4">a<\/text>$/);
});

test('the same screen gives the same bytes', async () => {
	assert.equal(await draw('\u001B[32mok'), await draw('\u001B[32mo\u001B[32mk'));
});
