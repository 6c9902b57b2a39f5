import {Readable, Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import {render} from 'ink';
import type {Token} from '../source/api/token.ts';
import {App} from '../source/app/app.tsx';
import {findPaths} from '../source/config/paths.ts';
import {openSettings} from '../source/config/settings.ts';
import {makeAppStore} from '../source/store/app-store.ts';
import {systemEffects} from '../source/system/system-effects.ts';

const restMs = 20;

const aToken = (_: unknown, number: number): Token => {
	const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
	return {
		id,
		name: `token-${String(number).padStart(5, '0')}`,
		ari: `ari:iam:::token/${id}`,
		ownerAri: 'ari:iam:::user/somebody',
		algorithm: 'ES256',
		keys: [{kid: id, kty: 'EC', alg: 'ES256', use: 'sig', crv: 'P-256', x: `x${number}`, y: `y${number}`}],
		jwksUri: '',
		scopes: [],
	};
};

/** What it took from each key to the frame that it led to, in milliseconds, and the bytes that were written for it. */
export type KeyTimes = {readonly ms: readonly number[]; readonly bytes: readonly number[]};

/** Draws the list of `count` tokens at 100x30 on streams as a terminal has them; home: a folder that may be empty. */
export const openKeys = (count: number, home: string) => {
	const effects = systemEffects();
	const paths = findPaths({PAT_TUI_HOME: home}, home);
	const settings = openSettings(paths.config, effects.clock.now());
	const store = makeAppStore({
		effects,
		paths,
		settings,
		version: '0.0.0',
		variables: {},
		copy: async () => ({tool: undefined, failed: [], isSent: false}),
	});
	store.setState({
		tokens: {items: Array.from({length: count}, aToken), at: effects.clock.now(), status: 'fresh'},
		keys: new Map(),
		tries: new Map(),
		routes: [{name: 'tokens'}],
	});
	let written = 0;
	let onWrite = () => {};
	const stdout = Object.assign(
		new Writable({
			decodeStrings: false,
			write(chunk, _encoding, done) {
				written += Buffer.byteLength(String(chunk));
				onWrite();
				done();
			},
		}),
		{columns: 100, rows: 30, isTTY: true},
	);
	const stdin = Object.assign(new Readable({objectMode: true, read: () => {}}), {
		isTTY: true,
		setRawMode: () => {},
		ref: () => {},
		unref: () => {},
	});
	const app = render(<App store={store} clock={effects.clock} ascii={false} />, {
		stdout,
		stdin,
		interactive: true,
		exitOnCtrlC: false,
		patchConsole: false,
		maxFps: 60,
		incrementalRendering: true,
	});
	/** Presses keys one by one, each after the program has come to rest. */
	const press = async (keys: readonly string[]): Promise<KeyTimes> => {
		const ms: number[] = [];
		const bytes: number[] = [];
		for (const key of keys) {
			await delay(restMs);
			const before = written;
			const drawn = new Promise<void>(resolve => {
				onWrite = resolve;
			});
			const begin = performance.now();
			stdin.push(key);
			await drawn;
			ms.push(performance.now() - begin);
			onWrite = () => {};
			await delay(restMs);
			bytes.push(written - before);
		}
		return {ms, bytes};
	};
	return {press, end: () => app.unmount()};
};
