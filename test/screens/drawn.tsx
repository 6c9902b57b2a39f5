import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import type {TestContext} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {render} from 'ink';
import {App} from '../../source/app/app.tsx';
import type {AppStore} from '../../source/store/app-store.ts';
import type {Clock} from '../../source/system/clock.ts';
import {anEmulator} from '../emulator.ts';
import {makePatience} from '../patience.ts';

/** How large the window is. */
export type Size = {readonly columns: number; readonly rows: number};

const patience = 60_000;

type Look = {readonly ascii?: boolean; readonly colour?: boolean};

/** Draws a store on a terminal, byte for byte as the program does, with nothing turning on it. */
export const drawn = async (
	t: Pick<TestContext, 'after'>,
	{store, clock}: {readonly store: AppStore; readonly clock: Pick<Clock, 'now' | 'sleep'>},
	{columns, rows}: Size,
	firstLook: Look = {},
) => {
	const emulator = anEmulator(columns, rows);
	const stdin = Object.assign(new Readable({objectMode: true, read: () => {}}), {
		isTTY: true,
		setRawMode: () => {},
		ref: () => {},
		unref: () => {},
	});
	const tree = ({ascii = false, colour = true}: Look = {}) => (
		<App store={store} clock={clock} ascii={ascii} colour={colour} isStill />
	);
	const app = render(tree(firstLook), {
		stdout: emulator.stdout,
		stdin,
		interactive: true,
		alternateScreen: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps: 60,
	});
	t.after(() => app.unmount());
	const screen = async () => {
		await app.waitUntilRenderFlush();
		return emulator.screen();
	};
	return {
		screen,
		resize({columns: newColumns, rows: newRows}: Size) {
			emulator.resize(newColumns, newRows);
		},
		look(look: Look) {
			app.rerender(tree(look));
		},
		/** Resolves once the screen is as it should be; throws with the difference after a minute. */
		async comesTo(rows: readonly string[]) {
			const start = performance.now();
			const moment = makePatience();
			for (;;) {
				const now = await screen();
				if (isDeepStrictEqual(now, rows)) return;
				if (performance.now() - start > patience) assert.deepEqual(now, rows);
				await moment();
			}
		},
	};
};
