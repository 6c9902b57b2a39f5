// alone: a walk over all screens takes as long as all other files of this folder together
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {helpGroups, hintLines} from '../../source/dispatch/key-tables.ts';
import {bindKeys, findByKey} from '../../source/dispatch/keymap.ts';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import {keymapNow} from '../../source/screens/keymaps.ts';
import type {ScreenContext} from '../../source/screens/screen-context.tsx';
import type {AppState} from '../../source/store/app-store.ts';
import type {RouteName} from '../../source/store/route.ts';
import {cells} from '../../source/text/cells.ts';
import {aStore} from '../store/a-store.ts';
import {type AnApp, atRest, type Shown, showApp, withoutUnderlines} from './an-app.tsx';
import {drawn, type Size} from './drawn.tsx';
import {assertKept, frameFile, framesFolder, type KeptFrame} from './kept-frames.ts';
import {type Scenario, scenarios} from './scenarios.ts';
import {steadyStore} from './steady-store.ts';
import {assertHelpKey, assertUnboundKeys} from './unbound-keys.ts';

const sizes = [
	[100, 30],
	[80, 24],
	[60, 20],
] as const;

/** Those of the sketches, the smallest last. */
const sizesOfTerminals = [
	{columns: 120, rows: 40},
	{columns: 100, rows: 30},
	{columns: 80, rows: 24},
	{columns: 60, rows: 20},
] as const;

const usual = sizesOfTerminals[2];

const frameOf = ({columns, rows: height}: Size, rows: readonly string[], look = ''): KeptFrame => ({
	title: `${columns}x${height}${look}`,
	rows,
});

/** The screens that are kept at every size; of all others, one has to serve. */
const mainScreens: ReadonlySet<string> = new Set([
	'welcome',
	'sign-in, to be approved',
	'setup-project, to choose',
	'tokens, some',
	'tokens, names of the world',
	'token',
	'create, name',
	'create, passphrase',
	'create, review',
	'run, made',
	'run, refused',
	'try, works',
	'export, form',
	'delete, name',
	'rotate, both keys work',
	'permissions, to choose',
	'permissions, review',
	'projects, some',
	'palette',
	'help',
	'log, some',
]);

const waysOut = /\b(back|cancel|quit|done|close|leave|tokens|waiting)\b/;

const contextOf = ({state}: Pick<AnApp, 'state'>): ScreenContext => ({
	state,
	quit: () => {},
	redraw: () => {},
	suspend: () => {},
	lend: async () => {},
});

const words = (text: string) => text.replace(/\s+/g, ' ').trim();

const waiting = /being (read|applied|opened)|under way/;

/** What waits, as far as Esc can end that: the list waits for nobody. */
const waits = ({routes, run, permissions, attempt, session}: AppState) =>
	JSON.stringify([routes, run?.status, permissions?.isApplying, attempt?.status, session.status]);

const beingRead = /reading them|not been read yet/;

/** The store as it stands once nothing of it is being read beside the picture. */
const settledStore = async (app: AnApp) => {
	const {routes} = app.state();
	if (routes.at(-1)?.name === 'tokens') {
		await app.resizeTo(120, 40);
		await app.waitFor(frame => !beingRead.test(frame));
	}
	return steadyStore(app);
};

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

const assertFooter = (app: AnApp, {keymap}: Scenario, columns: number) => {
	const spelt = hintLines(bindKeys(keymap, contextOf(app)), {columns})
		.flatMap(({left, right}) => [...left, ...right])
		.map(({keys, label}) => `${keys} ${label}`)
		.join(' ');
	const footer = words(app.lines().slice(-2).join(' '));
	assert.equal(footer, spelt);
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
		const held = await aStore(t, scenario);
		// Drawn only now: what leads here is drawn by the tests of each screen.
		await scenario.reach(held);
		const app = {...(await showApp(t, held)), ...held};

		await t.test('no unbound key does anything', async () => assertUnboundKeys(app, scenario));

		await t.test(
			'fills the window exactly, draws ASCII only where it must, and its footer says what its bindings say',
			async s => {
				const plain = await showApp(s, app, {ascii: true});
				for (const [columns, rows] of mainScreens.has(scenario.name) ? sizes : sizes.slice(1)) {
					await app.resizeTo(columns, rows);
					assertFits(app, columns, rows);
					assertFooter(app, scenario, columns);
					await plain.resizeTo(columns, rows);
					assertFits(plain, columns, rows);
					if (!scenario.hasForeignNames)
						assert.doesNotMatch(withoutUnderlines(plain.lastFrame()), /[^\n -~]/);
				}
			},
		);

		await t.test('is drawn as it is kept, and after other sizes as a fresh start draws it', async s => {
			const steady = {store: await settledStore(app), clock: app.clock};
			if (!mainScreens.has(scenario.name)) {
				const one = await drawn(s, steady, usual);
				await assertKept(scenario.name, [frameOf(usual, await one.screen())]);
				return;
			}
			const [largest, ...smaller] = sizesOfTerminals;
			const frames: KeptFrame[] = [];
			const one = await drawn(s, steady, largest);
			for (const size of sizesOfTerminals) {
				const rows = await (await drawn(s, steady, size)).screen();
				frames.push(frameOf(size, rows));
				if (size !== largest) one.resize(size);
				await one.comesTo(rows);
			}
			for (const size of smaller.slice(1)) {
				const plain = await drawn(s, steady, size, {ascii: true});
				frames.push(frameOf(size, await plain.screen(), ' in ASCII'));
			}
			one.resize(largest);
			await one.comesTo(frames[0]?.rows ?? []);
			one.look({colour: false});
			await one.comesTo(frames[0]?.rows ?? []);
			await assertKept(scenario.name, frames);
		});

		await t.test('? opens the help and closes it again', async () => assertHelpKey(app, scenario));

		await t.test('F1 opens the help, with all its bindings, and closes it again', async () => {
			await app.resizeTo(120, 40);
			const route = app.state().routes.at(-1)?.name ?? 'welcome';
			// The details beside the list are read once the cursor rests.
			if (route === 'tokens') await app.waitFor(frame => !beingRead.test(frame));
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

		if (waiting.test(scenario.name) && app.state().routes.at(-1)?.name !== 'tokens') {
			await t.test('Esc ends the waiting', async () => {
				const before = waits(app.state());
				await app.keys('escape');
				await app.waitForState(state => waits(state) !== before);
			});
		}
	});
}

const pictureOf = async (name: string) => {
	const kept = await readFile(join(framesFolder, frameFile(name)), 'utf8');
	return kept.split('\n\n== ').find(frame => frame.includes('80x24 ==')) ?? '';
};

const failing = /failed|not (read|saved|activated|applied|sure)|refused/;
// What these tell was no request of theirs, or stands on a page of facts.
const failsOtherwise = /^(log|token|delete|create|key)\b/;

test('every failure is a sentence, a cause and a key to go on with', async () => {
	const names = scenarios
		.map(({name}) => name)
		.filter(name => failing.test(name) && !failsOtherwise.test(name));
	assert.ok(names.length > 10);
	for (const name of names) {
		const picture = await pictureOf(name);
		const [, notice = ''] = /^[ │]*✗ \S[\s\S]*/m.exec(picture)?.[0].match(/^([\s\S]*?)\n─/) ?? [];
		assert.match(notice, /✗ [A-Z]\S* \S/, `${name}: what failed`);
		assert.match(picture, /trace \S|not known/, `${name}: what the service said`);
		assert.match(picture, /\b(Enter|Esc|Ctrl\+[A-Z]|[a-z]) [a-z]+s\b/m, `${name}: what to press`);
	}
});

test('nothing waits without showing it', async () => {
	const names = scenarios.map(({name}) => name).filter(name => waiting.test(name));
	assert.ok(names.length > 8);
	// Where nothing may move, the turning sign rests.
	for (const name of names) assert.match(await pictureOf(name), /…( |\b)|reading them…/, name);
});

test('every picture that is kept is one of a screen', async () => {
	const files = await readdir(framesFolder);
	assert.deepEqual(files.toSorted(), scenarios.map(({name}) => frameFile(name)).toSorted());
	for (const name of mainScreens)
		assert.ok(
			scenarios.some(each => each.name === name),
			name,
		);
});
