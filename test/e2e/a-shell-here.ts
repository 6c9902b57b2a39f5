import {systemClock} from '../../source/system/clock.ts';
import type {Fetch} from '../../source/system/fetch.ts';
import {aMachine} from '../commands/a-machine.ts';
import {aHeldClock} from '../store/a-held-clock.ts';
import type {Ran} from './a-command-line.ts';
import type {Scope} from './pty.ts';
import {runBuilt} from './run-built.ts';

/** Where lines are run, and the folder that they are run in; with `columns` both outputs are a terminal of that width. */
export type ShellHere = {
	readonly run: (line: string, isEnough?: (stdout: string) => boolean, columns?: number) => Promise<Ran>;
	readonly work: string;
};

const wordsOf = (line: string): readonly string[] =>
	[...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
		([, double, single, bare]) => double ?? single ?? bare ?? '',
	);

/**
 * A shell in which lines are run by this process, without its waits: what the program does there costs less than its start.
 * Requests go by `call`, by the network unless given.
 */
export const aShellHere = async (
	t: Scope,
	variables: Readonly<Record<string, string>>,
	call: Fetch = fetch,
): Promise<ShellHere> => {
	const {home, variables: own, run} = await aMachine(t, {call});
	const effects = {clock: aHeldClock(systemClock.now())};
	return {
		work: home,
		async run(line, isEnough, columns) {
			const words = wordsOf(line).slice(1);
			// Another program writes to the outputs of the process that started it.
			if (words[1] === 'exec') return runBuilt({work: home, environment: {...own, ...variables}}, words);
			const stop = isEnough?.('\n') ? {stop: {at: '}\n', signal: 'SIGTERM'} as const} : {};
			return run(words, {variables, effects, ...stop, ...(columns !== undefined && {columns})});
		},
	};
};
