import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import type {Host, StopSignal, Writer} from '../../source/commands/host.ts';
import {runCommand} from '../../source/commands/run-command.ts';
import type {Effects} from '../../source/operations/workbench.ts';
import {systemClock} from '../../source/system/clock.ts';
import type {Fetch} from '../../source/system/fetch.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Ending} from '../fixtures/a-served-sandbox.ts';
import {quietEffects} from '../fixtures/quiet-effects.ts';

/** What a command left behind. */
export type Ran = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** How a command is run; off a terminal unless told. */
export type RunOptions = {
	/** Standard output and error are a terminal of this width. */
	readonly columns?: number;
	/** What is typed when a question that holds the first text comes up, in this order; then the input ends. */
	readonly answers?: readonly (readonly [question: string, typed: string])[];
	readonly stdin?: string;
	readonly variables?: Readonly<Record<string, string>>;
	readonly fetch?: Fetch;
	/** Effects in place of quiet ones: a browser, a port, a keyring. */
	readonly effects?: Partial<Effects>;
	/** Sends this signal once standard output or error holds this text. */
	readonly stop?: {readonly at: string; readonly signal: StopSignal};
	/** Given the way to send a signal, once the command listens. */
	readonly onListen?: (interrupt: (signal: StopSignal) => void) => void;
	/** Told of everything that is written so far, each time something is. */
	readonly watch?: (written: string) => void;
};

const recorder = (columns: number | undefined, onWrite: () => void) => {
	let text = '';
	const writer: Writer = {
		isTTY: columns !== undefined,
		columns,
		write: async more => {
			text += more;
			onWrite();
			return 'written';
		},
	};
	return {writer, text: () => text};
};

/** A computer of its own: a home, a working directory, and a way to run commands in it; `call` is what its requests go by. */
export const aMachine = async (t: Ending, {call = fetch}: {readonly call?: Fetch} = {}) => {
	const home = await mkdtemp(join(tmpdir(), 'commands-'));
	t.after(async () => rm(home, {recursive: true, force: true}));
	const own = {
		PATH: process.env['PATH'] ?? '',
		HOME: home,
		PAT_TUI_HOME: join(home, 'data'),
		PAT_TUI_ENVIRONMENT: 'sandbox',
	};

	const run = async (argv: readonly string[], options: RunOptions = {}): Promise<Ran> => {
		const stdin = new PassThrough();
		const open = [...(options.answers ?? [])];
		let interrupt: ((signal: StopSignal) => void) | undefined;
		let answered = 0;
		const onWrite = () => {
			const written = stdout.text() + stderr.text();
			options.watch?.(written);
			if (options.stop && written.includes(options.stop.at)) interrupt?.(options.stop.signal);
			const [next] = open;
			if (!next || !stderr.text().slice(answered).includes(next[0])) return;
			answered = stderr.text().length;
			open.shift();
			// A person answers after the question, never while it is written.
			setImmediate(() => {
				stdin.write(`${next[1]}\r`);
				if (open.length === 0) stdin.end();
			});
		};
		const stdout = recorder(options.columns, onWrite);
		const stderr = recorder(options.columns, onWrite);
		if (options.stdin !== undefined) stdin.write(options.stdin);
		if (open.length === 0) stdin.end();
		const variables = {...own, ...options.variables};
		const host: Host = {
			effects: {
				...quietEffects,
				clock: systemClock,
				random: systemRandom,
				processes: systemProcesses,
				fetch: options.fetch ?? call,
				variables,
				...options.effects,
			},
			variables,
			stdin: {isTTY: options.columns !== undefined, stream: () => stdin},
			stdout: stdout.writer,
			stderr: stderr.writer,
			workingDirectory: home,
			version: '0.0.0',
			onInterrupt(listener) {
				interrupt = listener;
				options.onListen?.(listener);
				return () => {
					interrupt = undefined;
				};
			},
		};
		const code = await runCommand(argv, host);
		return {code, stdout: stdout.text(), stderr: stderr.text()};
	};

	/** Makes a token quickly, with a plain ES256 key, and gives what the command printed. */
	const makeToken = async (name: string, argv: readonly string[] = [], options: RunOptions = {}) => {
		const ran = await run(['token', 'create-token', '-n', name, '-g', '-a', 'ES256', ...argv], options);
		if (ran.code !== 0) throw new Error(ran.stderr);
		const made: {
			readonly id: string;
			readonly privateKeyFile: string;
			readonly projectIds: readonly string[];
		} = JSON.parse(ran.stdout);
		return made;
	};

	return {home, variables: own, run, makeToken};
};
