import type {TestContext} from 'node:test';
import {App} from '../../source/app/app.tsx';
import {loadLater} from '../../source/app/load-later.ts';
import {tooSmallKeymap} from '../../source/components/too-small.tsx';
import {bindingById} from '../../source/dispatch/keymap.ts';
import type {Effects} from '../../source/operations/workbench.ts';
import {allBindings} from '../../source/screens/keymaps.ts';
import type {Copied} from '../../source/system/clipboard.ts';
import {unicodeSigns} from '../../source/terminal/signs.ts';
import {keyBytes} from '../e2e/key-bytes.ts';
import {renderAt} from '../render-at.tsx';
import {type AStore, aStore} from '../store/a-store.ts';

/** How large the window is, and what it can draw. */
export type Window = {readonly columns?: number; readonly rows?: number; readonly ascii?: boolean};

const spinners = new RegExp(`[${unicodeSigns.spinner.join('')}]`, 'g');

const bindings = [...allBindings(), ...tooSmallKeymap];

/** The frame with every turning sign at rest, so that only what a key changed can differ. */
export const atRest = (frame: string): string => frame.replace(spinners, unicodeSigns.spinner[0] ?? '');

/** The frame without the marks of underlined letters (SGR 4 and 24). */
export const withoutUnderlines = (frame: string): string =>
	frame.replaceAll('\u001B[4m', '').replaceAll('\u001B[24m', '');

/** The bytes of a key, Esc in the form of terminals that mark it: Ink holds a lone byte back for a while, which a test would have to wait out. */
export const bytesOf = (key: string): string => (key === 'escape' ? '\u001B[27u' : keyBytes(key));

/** Draws a store as the program does, until the end of the test; keys go in by the name of their binding, frames come out. */
export const showApp = async (
	t: Pick<TestContext, 'after'>,
	{store, clock, until: untilState}: Pick<AStore, 'store' | 'clock' | 'until'>,
	{columns = 100, rows = 30, ascii = false}: Window = {},
) => {
	const quits: number[] = [];
	await loadLater();
	const screen = renderAt(
		columns,
		rows,
		<App store={store} clock={clock} ascii={ascii} onQuit={code => quits.push(code)} />,
	);
	t.after(() => screen.unmount());
	await screen.settled();
	const send = async (...chunks: readonly string[]) => {
		for (const chunk of chunks) screen.write(chunk);
		await screen.settled();
	};
	return {
		...screen,
		quits,
		/** Sends keys by name. */
		keys: async (...names: readonly string[]) => send(...names.map(bytesOf)),
		/** Sends the first key of each binding. */
		press: async (...ids: readonly string[]) =>
			send(...ids.map(id => bytesOf(bindingById(bindings, id).keys[0] ?? ''))),
		/** Types a text as one burst. */
		type: async (text: string) => send(text),
		/** Resolves with the frame once it passes. */
		async waitFor(wanted: RegExp | ((frame: string) => boolean)) {
			await screen.until(frame => (typeof wanted === 'function' ? wanted(frame) : wanted.test(frame)));
			return screen.lastFrame();
		},
		/** Resolves once the state passes and is drawn. */
		async waitForState(...args: Parameters<typeof untilState>) {
			await untilState(...args);
			await screen.settled();
		},
		/** Resizes the window and waits until that is drawn. */
		async resizeTo(newColumns: number, newRows: number) {
			screen.resize(newColumns, newRows);
			await screen.settled();
		},
		/** The frame's lines without the blanks at their ends. */
		lines: () =>
			screen
				.lastFrame()
				.split('\n')
				.map(line => line.trimEnd()),
		/** The text of the frame as one line, for sentences that are wrapped. */
		text: () => screen.lastFrame().replace(/[\s│|]+/g, ' '),
	};
};
export type Shown = Awaited<ReturnType<typeof showApp>>;

/** The program in a window, over a store of its own; it is taken down at the end of the test. */
export const anApp = async (
	t: Pick<TestContext, 'after'>,
	{
		autoApprove,
		copied,
		variables,
		effects,
		...window
	}: Window & {
		readonly autoApprove?: boolean;
		readonly copied?: Copied;
		readonly variables?: Readonly<Record<string, string>>;
		readonly effects?: Partial<Effects>;
	} = {},
) => {
	const held = await aStore(t, {
		...(autoApprove !== undefined && {autoApprove}),
		...(copied && {copied}),
		...(variables && {variables}),
		...(effects && {effects}),
	});
	const shown = await showApp(t, held, window);
	return {...shown, ...held};
};
export type AnApp = Awaited<ReturnType<typeof anApp>>;
