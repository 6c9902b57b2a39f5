import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Link} from '../../source/components/link.tsx';
import {SignsProvider} from '../../source/components/signs-context.tsx';
import {anyCharacter} from '../any-character.ts';
import {anyUrl} from '../any-url.ts';
import {renderAt} from '../render-at.tsx';

const linesOf = (url: string, {columns = 40, rows = 20, ascii = false} = {}) => {
	const app = renderAt(
		columns,
		rows + 1,
		<SignsProvider ascii={ascii}>
			<Link url={url} columns={columns} rows={rows} />
		</SignsProvider>,
	);
	const lines = app.lastFrame().split('\n');
	app.unmount();
	return lines;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a link begin with one.
const linkPart = /^\u001B\]8;id=pat-tui;([^\u0007]*)\u0007([^\u001B]*)\u001B\]8;;\u0007$/;

const address = `https://login.example/authorize?state=${'s'.repeat(90)}&scope=openid`;

test('each line of a long address leads to the whole of it, and together they are the address', () => {
	const parts = linesOf(address).map(line => linkPart.exec(line) ?? assert.fail(line));
	assert.ok(parts.length > 3);
	assert.deepEqual(new Set(parts.map(([, target]) => target)), new Set([address]));
	assert.equal(parts.map(([, , text]) => text).join(''), address);
});

test('where only ASCII is sure to be drawn the address stands alone', () => {
	assert.equal(linesOf(address, {ascii: true}).join(''), address);
});

test('an address that finds no room is cut, which is said', () => {
	const lines = linesOf(address, {rows: 3, ascii: true});
	assert.equal(lines.length, 3);
	assert.ok(address.startsWith(lines.slice(0, 2).join('')));
	assert.equal(lines[2], '... a larger window shows all of it');
});

test('an address that is none of the web leads nowhere', () => {
	for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'no address']) {
		assert.equal(linesOf(url).join('').trim(), url);
	}
});

test('whatever an address holds, no line holds what a terminal would obey but its own link', () => {
	const nasty = fc.stringMatching(/^https?:\/\/[a-z]{1,9}\.example\/[\s\S]{0,40}$/);
	fc.assert(
		fc.property(fc.oneof(nasty, anyUrl, fc.string({unit: anyCharacter})), url => {
			for (const line of linesOf(url, {rows: 8})) {
				const [, target = '', text = line] = linkPart.exec(line) ?? [];
				assert.match(target, /^[\x21-\x7e]*$/);
				assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
			}
		}),
		{numRuns: 200},
	);
});
