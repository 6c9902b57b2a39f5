import type {Readable} from 'node:stream';
import type {Effects} from '../operations/workbench.ts';

/** What became of a text that was written: `closed` when nobody reads any more (a pipe's other end is gone). */
export type Written = 'written' | 'closed' | 'failed';

/** A stream that a command writes to. */
export type Writer = {
	readonly write: (text: string) => Promise<Written>;
	readonly isTTY: boolean;
	/** Width in cells; undefined where nobody knows it. */
	readonly columns: number | undefined;
	/** Height in lines; undefined where nobody knows it. */
	readonly rows?: number | undefined;
};

/** The signals that ask a command to stop. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Everything outside the program that a command needs; bound to the real things in `cli.tsx`. */
export type Host = {
	readonly effects: Effects;
	/** The variables of the process's environment. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly stdin: {readonly isTTY: boolean; readonly stream: () => Readable};
	readonly stdout: Writer;
	readonly stderr: Writer;
	/** An absolute path. */
	readonly workingDirectory: string;
	readonly version: string;
	/** Calls back at the first signal of each kind, and gives the way to stop listening. */
	readonly onInterrupt: (listener: (signal: StopSignal) => void) => () => void;
};
