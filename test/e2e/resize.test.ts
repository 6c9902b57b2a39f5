import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';
import {aMachine} from './a-machine.ts';
import {press} from './press.ts';
import type {PtyProgram} from './pty.ts';
import {seen} from './whole-screen.ts';

const large = {columns: 120, rows: 40};

/** How long ago something was read is no matter of the window's size. */
const timeless = (rows: readonly string[]) => rows.map(row => row.replace(/ +read .*(?:now|ago)$/, ' read'));

type Place = {
	readonly name: string;
	readonly shows: string;
	readonly goThere: (app: PtyProgram) => Promise<unknown>;
	readonly goBack?: (app: PtyProgram) => void;
};

/** The list with all that is read from the service on it. */
const list = async (app: PtyProgram) => seen(app, /Default Project.*There is no token yet/s);

/** In this order, each begun on the list; what the last one leaves behind is hidden and found again below. */
const places: readonly Place[] = [
	{name: 'the list', shows: 'There is no token yet', goThere: async () => undefined},
	{
		name: 'the help',
		shows: 'Keys on this screen',
		goThere: async app => {
			press(app, 'browse.help');
			await seen(app, 'Keys on this screen');
		},
		goBack: app => press(app, 'help.close'),
	},
	{
		name: 'a typed name',
		shows: 'ci-deploy-prod',
		goThere: async app => {
			press(app, 'token.create');
			await seen(app, 'step 1 of 6');
			app.type('ci-deploy-prod');
			await seen(app, 'good');
		},
	},
];

const machine = await aMachine({after});
const args = ['--environment', 'sandbox'];
// The first start says who it has signed in; the two that are compared are alike.
const first = machine.start(args, large);
await list(first);
press(first, 'browse.quit');
await first.exit;
const changed = machine.start(args, large);
// Of the frames of the other one only what differs from the one before was written.
const fresh = machine.start([...args, '--whole-frames'], large);

describe('a window whose size changes', () => {
	for (const {name, shows, goThere, goBack} of places) {
		test(`from 120x40 to 60x20 and back draws ${name} as a program does that was never resized`, async () => {
			await list(changed);
			await goThere(changed);
			changed.resize(60, 20);
			await seen(changed, shows);
			changed.resize(large.columns, large.rows);
			const after = await seen(changed, shows);
			await list(fresh);
			await goThere(fresh);
			assert.deepEqual(timeless(after), timeless(await seen(fresh, shows)));
			assert.equal(after.length, large.rows);
			goBack?.(changed);
			goBack?.(fresh);
		});
	}

	test('below 60x20 one line says so, q quits, and what was typed is there when it grows again', async () => {
		const isSmall = (rows: readonly string[]) =>
			rows.filter(row => row !== '').length === 1 &&
			rows.join('').trim() === 'Window too small (need 60x20), q quits';
		changed.resize(59, 19);
		await changed.waitFor(isSmall, 'the line that the window is too small');
		// Drawing again shows that the letter before it has come in, and was not for the hidden field.
		changed.type('x');
		const drawn = changed.bytes().length;
		press(changed, 'app.redraw');
		await changed.waitFor(rows => changed.bytes().length > drawn && isSmall(rows), 'the same line once more');
		changed.resize(80, 24);
		await seen(changed, /ci-deploy-prod +.*good/);
		changed.resize(59, 19);
		await changed.waitFor(isSmall, 'the line that the window is too small');
		changed.press('q');
		assert.deepEqual(await changed.exit, {code: 0});
	});
});
