import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Menu} from '../../source/components/menu.tsx';
import {menuKeymap} from '../../source/components/menu-keymap.ts';
import {SignsProvider} from '../../source/components/signs-context.tsx';
import {DispatchProvider} from '../../source/dispatch/dispatch-provider.tsx';
import {findClashes} from '../../source/dispatch/keymap.ts';
import {renderAt} from '../render-at.tsx';

const items = ['RS256', 'RS512', 'ES256', 'ES512'].map(label => ({label, value: label}));

const start = async (props: Partial<Parameters<typeof Menu<string>>[0]> = {}, ascii = false) => {
	const chosen: string[] = [];
	const app = renderAt(
		100,
		30,
		<SignsProvider ascii={ascii}>
			<DispatchProvider>
				<Menu items={items} onSelect={value => chosen.push(value)} {...props} />
			</DispatchProvider>
		</SignsProvider>,
	);
	await app.settled();
	const press = async (...chunks: readonly string[]) => {
		for (const chunk of chunks) {
			app.write(chunk);
		}
		await app.settled();
	};
	return {app, chosen, press};
};

test('the cursor begins where it is told to and is shown by a sign', async () => {
	const {app} = await start({initialIndex: 2});
	assert.equal(app.lastFrame(), '  RS256\n  RS512\n▸ ES256\n  ES512');
	app.unmount();
	const plain = await start({}, true);
	assert.match(plain.app.lastFrame(), /^> RS256$/m);
	plain.app.unmount();
});

test('arrows and j and k move, round the ends too, and Enter chooses', async () => {
	const {app, chosen, press} = await start();
	await press('\x1b[B', 'j', '\r', 'k', '\r', '\x1b[A', '\x1b[A', '\r');
	assert.deepEqual(chosen, ['ES256', 'RS512', 'ES512']);
	app.unmount();
});

test('a digit chooses at once, and one beyond the menu does nothing', async () => {
	const {app, chosen, press} = await start();
	await press('3', '9', '0');
	assert.deepEqual(chosen, ['ES256']);
	app.unmount();
});

test('keys that come in one burst all count', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.constantFrom('j', 'k', '\x1b[B', '\x1b[A'), {maxLength: 8}), async moves => {
			const {app, chosen, press} = await start();
			await press(`${moves.join('')}\r`);
			const place = moves.reduce((sum, move) => sum + (move === 'j' || move === '\x1b[B' ? 1 : 3), 0) % 4;
			assert.deepEqual(chosen, [items[place]?.label]);
			app.unmount();
		}),
		{numRuns: 25},
	);
});

test('a menu without focus hears nothing', async () => {
	const {app, chosen, press} = await start({focus: false});
	await press('j', '\r', '2');
	assert.deepEqual(chosen, []);
	app.unmount();
});

test('labels and descriptions keep to the width', async () => {
	const {app} = await start({
		width: 12,
		items: [{label: 'a very long label', value: 'x', description: 'and a description, long too'}],
	});
	assert.equal(app.lastFrame(), '▸ a very lo…\n  and a des…');
	app.unmount();
});

test('of many items the chosen one is always among those shown', async () => {
	const {app, press} = await start({
		limit: 3,
		items: Array.from({length: 9}, (_, index) => ({label: `item ${index}`, value: String(index)})),
	});
	for (let index = 1; index < 9; index++) {
		await press('j');
		assert.match(app.lastFrame(), new RegExp(`▸ item ${index}$`, 'm'));
		assert.equal(app.lastFrame().split('\n').length, 3);
	}
	app.unmount();
});

test('the highlighted item is told', async () => {
	const seen: string[] = [];
	const {app, press} = await start({onHighlight: value => seen.push(value)});
	await press('j', 'j', 'k');
	assert.deepEqual(seen, ['RS512', 'ES256', 'RS512']);
	app.unmount();
});

test('no two actions of the menu share a key', () => {
	assert.deepEqual(findClashes(menuKeymap), []);
});
