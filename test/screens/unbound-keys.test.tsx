// alone: a walk over all screens takes as long as all other files of this folder together
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {menuKeymap} from '../../source/components/menu-keymap.ts';
import {smallestWindow} from '../../source/components/screen.tsx';
import {textFieldKeymap} from '../../source/components/text-field-keymap.ts';
import {tooSmallKeymap} from '../../source/components/too-small.tsx';
import {findByKey} from '../../source/dispatch/keymap.ts';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import type {AppStore} from '../../source/store/app-store.ts';
import {type AnApp, anApp, atRest, bytesOf} from './an-app.tsx';
import {type Scenario, scenarios} from './scenarios.ts';

// From the terminal to the handler; what it leads to later shows at the next key or at the end.
const turnsOfOneKey = 6;

const printable = Array.from({length: 0x7f - 0x21}, (_, index) => String.fromCharCode(0x21 + index)).concat(
	'space',
	'é',
	'日',
	'👍',
);
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const cursorKeys = ['up', 'down', 'left', 'right', 'home', 'end'];

// The bytes of Ctrl+H, I, J and M are those of Backspace, Tab and Enter.
const controls = letters.filter(letter => !'hijm'.includes(letter)).map(letter => `ctrl+${letter}`);
const alts = [
	...letters,
	...letters.map(letter => letter.toUpperCase()).filter(letter => letter !== 'O'),
	...'0123456789',
].map(key => `alt+${key}`);
const named = [
	...[
		'enter',
		'escape',
		'tab',
		'shift+tab',
		'backspace',
		'alt+backspace',
		'delete',
		'insert',
		'pageup',
		'pagedown',
	],
	...['f1', 'f2', 'f3', 'f4', 'f5'],
	...cursorKeys,
	...['shift', 'alt', 'ctrl'].flatMap(modifier => cursorKeys.map(key => `${modifier}+${key}`)),
];
const furtherFunctionKeys: Readonly<Record<string, string>> = {
	f6: '\u001B[17~',
	f7: '\u001B[18~',
	f8: '\u001B[19~',
	f9: '\u001B[20~',
	f10: '\u001B[21~',
	f11: '\u001B[23~',
	f12: '\u001B[24~',
};
const keys = [...printable, ...controls, ...alts, ...named, ...Object.keys(furtherFunctionKeys)];

const bytes = (key: string) => furtherFunctionKeys[key] ?? bytesOf(key);

/** The keys that nothing on this screen claims, by the tables alone. */
const unboundOn = ({keymap, focus}: Pick<Scenario, 'keymap' | 'focus'>): readonly string[] => {
	const above = {menu: menuKeymap, text: textFieldKeymap, none: []}[focus];
	const bound = new Set([...keymap, ...globalKeymap, ...above].flatMap(binding => binding.keys));
	const text = new Set(focus === 'text' ? printable : []);
	return keys.filter(key => !bound.has(key) && !text.has(key));
};

/** Everything that a key could change, functions left out. */
const snapshot = (store: AppStore) => ({
	state: structuredClone(
		Object.fromEntries(Object.entries(store.getState()).filter(([, value]) => typeof value !== 'function')),
	),
	secrets: (['passphrase', 'passphrase-again', 'open-passphrase'] as const).map(store.secrets.get),
});

const assertNothingHappens = async (app: AnApp, pressed: readonly string[]) => {
	const before = snapshot(app.store);
	const frame = atRest(app.lastFrame());
	const drawn = app.frames.length;
	let changes = 0;
	const count = () => {
		changes += 1;
	};
	const stopWatching = [app.store.subscribe(count), app.store.secrets.subscribe(count)];
	for (const key of pressed) {
		app.write(bytes(key));
		for (let waited = 0; waited < turnsOfOneKey; waited += 1) await turn();
		assert.deepEqual({changes, quits: app.quits}, {changes: 0, quits: []}, `${key} changed the state`);
	}
	await app.settled();
	for (const later of app.frames.slice(drawn)) assert.equal(atRest(later), frame);
	assert.deepEqual(snapshot(app.store), before);
	for (const stop of stopWatching) stop();
};

/** ? opens and closes the help wherever letters are not text. */
const assertHelpKey = async (app: AnApp, {name: what, keymap}: Scenario) => {
	if (findByKey(keymap, '?') === undefined) return;
	const {name} = app.state().routes.at(-1) ?? {};
	await app.keys('?');
	if (name === 'help') return;
	assert.match(app.lastFrame(), /Keys on this screen/, what);
	await app.keys('?');
	assert.equal(app.state().routes.at(-1)?.name, name, what);
};

for (const scenario of scenarios) {
	test(`no unbound key does anything, and ? opens the help and closes it again: ${scenario.name}`, async t => {
		const app = await anApp(t, scenario);
		await scenario.reach(app);
		await app.settled();
		const unbound = unboundOn(scenario);
		// A screen that claimed nearly every key would make this test hollow.
		assert.ok(unbound.length > 60, `only ${unbound.length} keys are unbound`);
		await assertNothingHappens(app, unbound);
		await assertHelpKey(app, scenario);
	});
}

test('in a window that is too small only q and the keys that work everywhere do anything', async t => {
	const app = await anApp(t);
	await app.signIn();
	await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.resizeTo(smallestWindow.columns - 1, smallestWindow.rows);
	const bound = new Set([...tooSmallKeymap, ...globalKeymap].flatMap(binding => binding.keys));
	await assertNothingHappens(
		app,
		keys.filter(key => !bound.has(key)),
	);
});
