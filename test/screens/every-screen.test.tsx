import assert from 'node:assert/strict';
import {test} from 'node:test';
import {helpGroups, hintLines} from '../../source/dispatch/key-tables.ts';
import {bindKeys, findByKey} from '../../source/dispatch/keymap.ts';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import {keymapNow} from '../../source/screens/keymaps.ts';
import type {ScreenContext} from '../../source/screens/screen-context.tsx';
import type {RouteName} from '../../source/store/route.ts';
import {cells} from '../../source/text/cells.ts';
import {type AnApp, anApp, atRest, type Shown, showApp, withoutUnderlines} from './an-app.tsx';
import {type Scenario, scenarios} from './scenarios.ts';

const sizes = [
	[100, 30],
	[80, 24],
	[60, 20],
] as const;

const waysOut = /\b(back|cancel|quit|done|close|leave|tokens|waiting)\b/;

const contextOf = ({state}: Pick<AnApp, 'state'>): ScreenContext => ({
	state,
	quit: () => {},
	redraw: () => {},
	suspend: () => {},
	lend: async () => {},
});

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

const assertFits = (app: Pick<Shown, 'lastFrame' | 'lines'>, columns: number, rows: number) => {
	const lines = app.lastFrame().split('\n');
	assert.equal(lines.length, rows);
	for (const line of lines) assert.ok(cells(line) <= columns, `${cells(line)} cells in ${columns}: ${line}`);
	const body = app.lines().slice(2, -4);
	assert.ok(
		body.some(line => line !== ''),
		'nothing stands between header and footer',
	);
};

const assertFooter = (app: AnApp, {keymap, inSmallWindow = keymap}: Scenario, columns: number) => {
	const spelt = [keymap, inSmallWindow].map(each =>
		hintLines(bindKeys(each, contextOf(app)), {columns})
			.flatMap(({left, right}) => [...left, ...right])
			.map(({keys, label}) => `${keys} ${label}`)
			.join(' '),
	);
	const footer = words(app.lines().slice(-2).join(' '));
	assert.ok(spelt.includes(footer), `${footer} is none of ${[...new Set(spelt)].join(' | ')}`);
	assert.match(footer, waysOut);
};

const assertHelp = (app: AnApp, frame: string, route: RouteName) => {
	const own = keymapNow(route, app.state());
	const everywhere = globalKeymap.filter(({keys}) => !keys.every(key => findByKey(own, key)));
	const keymap = [...own, ...everywhere];
	for (const {group, rows} of helpGroups(bindKeys(keymap, contextOf(app)))) {
		assert.match(frame, new RegExp(` ${group}( |$)`, 'm'));
		for (const {id, keys, label} of rows) {
			assert.ok(frame.includes(label), `${id}: ${label} is missing`);
			assert.ok(frame.includes(keys.slice(0, 10)), `${id}: ${keys} is missing`);
		}
	}
};

for (const scenario of scenarios) {
	test(scenario.name, async t => {
		const app = await anApp(t, scenario);
		await scenario.reach(app);
		await app.settled();

		await t.test(
			'fills the window exactly, draws ASCII only where it must, and its footer says what its bindings say',
			async s => {
				const plain = await showApp(s, app, {ascii: true});
				for (const [columns, rows] of sizes) {
					await app.resizeTo(columns, rows);
					assertFits(app, columns, rows);
					assertFooter(app, scenario, columns);
					await plain.resizeTo(columns, rows);
					assertFits(plain, columns, rows);
					assert.doesNotMatch(withoutUnderlines(plain.lastFrame()), /[^\n -~]/);
				}
			},
		);

		await t.test('F1 opens the help, with all its bindings, and closes it again', async () => {
			await app.resizeTo(120, 40);
			const route = app.state().routes.at(-1)?.name ?? 'welcome';
			// The details beside the list are read once the cursor rests.
			if (route === 'tokens') await app.waitFor(frame => !frame.includes('reading them'));
			const before = atRest(app.lastFrame());
			await app.keys('f1');
			if (route === 'help') {
				assert.equal(app.state().routes.at(-1)?.name, 'tokens');
				return;
			}
			assertHelp(app, app.lastFrame(), route);
			await app.keys('f1');
			assert.equal(atRest(app.lastFrame()), before);
		});
	});
}
