import {isatty} from 'node:tty';
import type {Effects} from '../operations/workbench.ts';
import type {Host, StopSignal, Writer} from './host.ts';

const stopSignals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const isClosedPipe = (error: Error) => 'code' in error && (error.code === 'EPIPE' || error.code === 'EIO');

const writerTo = (stream: NodeJS.WriteStream): Writer => {
	// Each write is told how it went; without a listener the same error would end the process.
	stream.on('error', () => undefined);
	return {
		isTTY: stream.isTTY === true,
		columns: stream.columns,
		rows: stream.rows,
		write: async text =>
			new Promise(resolve => {
				stream.write(text, error => {
					if (error) resolve(isClosedPipe(error) ? 'closed' : 'failed');
					else resolve('written');
				});
			}),
	};
};

/** Makes the host of a real process; a second signal of one kind is left to the system, which ends the process at once. */
export const processHost = (program: NodeJS.Process, effects: Effects, version: string): Host => ({
	effects,
	variables: program.env,
	stdin: {isTTY: isatty(0), stream: () => program.stdin},
	stdout: writerTo(program.stdout),
	stderr: writerTo(program.stderr),
	workingDirectory: program.cwd(),
	version,
	onInterrupt(listener) {
		for (const signal of stopSignals) program.once(signal, listener);
		return () => {
			for (const signal of stopSignals) program.off(signal, listener);
		};
	},
});
