import assert from 'node:assert/strict';
import {menuKeymap} from '../../source/components/menu-keymap.ts';
import {textFieldKeymap} from '../../source/components/text-field-keymap.ts';
import {findByKey} from '../../source/dispatch/keymap.ts';
import {globalKeymap} from '../../source/screens/global-keymap.ts';
import type {AppStore} from '../../source/store/app-store.ts';
import {turns} from '../turns.ts';
import {type AnApp, atRest, bytesOf} from './an-app.tsx';
import type {Scenario} from './scenarios.ts';

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
/** Every key that a terminal sends, by name. */
export const everyKey: readonly string[] = [
	...printable,
	...controls,
	...alts,
	...named,
	...Object.keys(furtherFunctionKeys),
];

const bytes = (key: string) => furtherFunctionKeys[key] ?? bytesOf(key);

/** The keys that nothing on this screen claims, by the tables alone. */
const unboundOn = ({keymap, focus}: Pick<Scenario, 'keymap' | 'focus'>): readonly string[] => {
	const above = {menu: menuKeymap, text: textFieldKeymap, none: []}[focus];
	const bound = new Set([...keymap, ...globalKeymap, ...above].flatMap(binding => binding.keys));
	const text = new Set(focus === 'text' ? printable : []);
	return everyKey.filter(key => !bound.has(key) && !text.has(key));
};

/** Whether a value is, or holds, no function. */
const isData = (value: unknown) =>
	typeof value !== 'function' &&
	!(typeof value === 'object' && Object.values(value ?? {}).some(each => typeof each === 'function'));

/** Everything that a key could change, functions left out. */
const snapshot = (store: AppStore) => ({
	state: structuredClone(
		Object.fromEntries(Object.entries(store.getState()).filter(([, value]) => isData(value))),
	),
	secrets: (['passphrase', 'passphrase-again', 'open-passphrase'] as const).map(store.secrets.get),
});

/** Presses keys, and asserts of each that it changes neither the state nor the picture. */
export const assertNothingHappens = async (app: AnApp, pressed: readonly string[]) => {
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
		await turns(turnsOfOneKey);
		assert.deepEqual({changes, quits: app.quits}, {changes: 0, quits: []}, `${key} changed the state`);
	}
	await app.settled();
	for (const later of app.frames.slice(drawn)) assert.equal(atRest(later), frame);
	assert.deepEqual(snapshot(app.store), before);
	for (const stop of stopWatching) stop();
};

/** Presses the keys that nothing on this screen claims, and asserts that none of them does anything. */
export const assertUnboundKeys = async (app: AnApp, scenario: Scenario): Promise<void> => {
	const unbound = unboundOn(scenario);
	// A screen that claimed nearly every key would make this test hollow.
	assert.ok(unbound.length > 60, `only ${unbound.length} keys are unbound`);
	await assertNothingHappens(app, unbound);
};

/** Asserts that ? opens the help and closes it again, wherever letters are not text. */
export const assertHelpKey = async (app: AnApp, {keymap}: Scenario): Promise<void> => {
	if (findByKey(keymap, '?') === undefined) return;
	const {name} = app.state().routes.at(-1) ?? {};
	await app.keys('?');
	if (name !== 'help') assert.match(app.lastFrame(), /Keys on this screen/);
	await app.keys('?');
	assert.equal(app.state().routes.at(-1)?.name, name);
};
