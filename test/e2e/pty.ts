import assert from 'node:assert/strict';
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {constants, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {spawn} from '@lydell/node-pty';
import xterm, {type Terminal} from '@xterm/headless';
import {drainBeforeClose} from './drain-before-close.ts';
import {keyBytes} from './key-bytes.ts';

/** Whatever can run a function at its end: a test's context, or a script's own list. */
export type Scope = {readonly after: (cleanup: () => Promise<void>) => void};

/** How a program is started: the size is in cells, `environment` is added to the constructed one. */
export type StartOptions = {
	readonly command: string;
	readonly args?: readonly string[];
	readonly columns?: number;
	readonly rows?: number;
	readonly environment?: Readonly<Record<string, string>>;
	readonly directory?: string;
};

/** How a program ended: `signal` is a name such as `SIGTERM` when it was killed. */
export type Exit = {readonly code: number; readonly signal?: string};

/** A program in a pseudo-terminal, with the screen it has drawn. */
export type PtyProgram = {
	readonly pid: number;
	/** The emulator itself, for colours and modes. */
	readonly terminal: Terminal;
	/** The rows of the screen, without trailing blanks. */
	readonly screen: () => readonly string[];
	/** Every byte the program has written. */
	readonly bytes: () => Buffer;
	/** When the last bytes came that the screen shows, as `performance.now()` tells it: before this emulator has drawn them. */
	readonly lastCame: () => number;
	/** Resolves with the screen once it satisfies `condition`; rejects after 20 s, or at the program's end, and shows the screen. */
	readonly waitFor: (condition: Condition, what?: string) => Promise<readonly string[]>;
	/** Presses keys by name (`enter`, `ctrl+c`, `shift+tab`, `j`); `escape` may only come last, and then needs a `waitFor`. */
	readonly press: (...keys: readonly string[]) => void;
	/** Types a text as it is, in one burst. */
	readonly type: (text: string) => void;
	/** Pastes a text, bracketed where the program asked for that. */
	readonly paste: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	readonly kill: (signal: NodeJS.Signals) => void;
	/** Resolves when the program has ended and all it wrote is on the screen. */
	readonly exit: Promise<Exit>;
};

/** What `waitFor` waits for: a text anywhere on the screen, an expression, or a predicate over its rows. */
export type Condition = string | RegExp | ((rows: readonly string[]) => boolean);

const deadline = 20_000;

const isMet = (condition: Condition, rows: readonly string[]) => {
	if (typeof condition === 'function') {
		return condition(rows);
	}

	const text = rows.join('\n');
	return typeof condition === 'string' ? text.includes(condition) : condition.test(text);
};

const signalName = (number: number | undefined) =>
	Object.entries(constants.signals).find(([, value]) => value === number)?.[0];

/** Starts a program in a pseudo-terminal of its own and with a constructed environment; it is killed at the scope's end. */
export const startInPty = (scope: Scope, options: StartOptions): PtyProgram => {
	const {columns = 100, rows = 30} = options;
	const home = mkdtempSync(join(tmpdir(), 'pat-tui-e2e-'));
	const environment = {
		PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
		HOME: home,
		PAT_TUI_HOME: join(home, 'pat-tui'),
		TERM: 'xterm-256color',
		LANG: 'C.UTF-8',
		TZ: 'UTC',
		// Any other value, even an empty one, puts Ink into its mode for build servers.
		CI: 'false',
		...options.environment,
	};
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
	const pty = spawn(options.command, [...(options.args ?? [])], {
		name: environment.TERM,
		cols: columns,
		rows,
		cwd: options.directory ?? process.cwd(),
		env: environment,
		// Bytes, not text: a wide character may be cut by a read.
		encoding: null,
	});

	const written: Buffer[] = [];
	const watchers = new Set<() => void>();
	let ended: Exit | undefined;
	let mustDrawFirst = false;
	let lastCame = 0;

	const screen = () => {
		const {active} = terminal.buffer;
		return Array.from(
			{length: terminal.rows},
			(_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
		);
	};
	const notify = () => {
		for (const watch of watchers) {
			watch();
		}
	};

	const take = (data: string | Uint8Array) => {
		const came = performance.now();
		const chunk = Buffer.from(data);
		written.push(chunk);
		terminal.write(chunk, () => {
			lastCame = came;
			mustDrawFirst = false;
			notify();
		});
	};
	pty.onData(take);
	drainBeforeClose(pty, take);
	// The emulator answers the program's questions about the terminal.
	terminal.onData(answer => pty.write(answer));

	const exit = new Promise<Exit>(settle => {
		pty.onExit(({exitCode, signal}) => {
			terminal.write('', () => {
				const name = signal === 0 ? undefined : signalName(signal);
				ended = {code: exitCode, ...(name === undefined ? {} : {signal: name})};
				settle(ended);
				notify();
			});
		});
	});

	const waitFor = async (condition: Condition, what = String(condition)) => {
		const met = () => !mustDrawFirst && isMet(condition, screen());
		const failure = (reason: string) =>
			new Error(`${reason} while waiting for ${what}. The screen:\n${screen().join('\n').trimEnd()}`);
		const timer = new AbortController();
		try {
			await new Promise<void>((settle, reject) => {
				const watch = () => {
					if (met()) {
						settle();
					} else if (ended !== undefined) {
						reject(failure(`The program ended with ${JSON.stringify(ended)}`));
					}
				};
				watchers.add(watch);
				timer.signal.addEventListener('abort', () => watchers.delete(watch));
				delay(deadline, undefined, {signal: timer.signal}).then(
					() => reject(failure(`${deadline / 1000} s passed`)),
					// Aborted: the wait is over.
					() => {},
				);
				watch();
			});
		} finally {
			timer.abort();
		}

		return screen();
	};

	const send = (bytes: string) => {
		// The next byte would turn Escape into Alt: what Escape does must have been drawn before.
		assert.ok(!mustDrawFirst, 'After Escape, wait for what it does before the next key');
		pty.write(bytes);
	};

	const press = (...keys: readonly string[]) => {
		for (const key of keys) {
			send(keyBytes(key, {isApplicationCursor: terminal.modes.applicationCursorKeysMode}));
			mustDrawFirst = key === 'escape';
		}
	};

	const paste = (text: string) => {
		const lines = text.replaceAll('\n', '\r');
		send(terminal.modes.bracketedPasteMode ? `\u001B[200~${lines}\u001B[201~` : lines);
	};

	const kill = (signal: NodeJS.Signals) => {
		if (ended === undefined) {
			process.kill(pty.pid, signal);
		}
	};

	scope.after(async () => {
		kill('SIGKILL');
		await exit;
		terminal.dispose();
		await rm(home, {recursive: true, force: true});
	});

	return {
		pid: pty.pid,
		terminal,
		screen,
		bytes: () => Buffer.concat(written),
		lastCame: () => lastCame,
		waitFor,
		press,
		type: send,
		paste,
		resize: (newColumns, newRows) => {
			terminal.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		kill,
		exit,
	};
};

/** Starts the built program in a pseudo-terminal. */
export const startProgram = (
	scope: Scope,
	args: readonly string[],
	options: Omit<StartOptions, 'command' | 'args'> = {},
) => startInPty(scope, {...options, command: process.execPath, args: [resolve('dist/cli.cjs'), ...args]});
