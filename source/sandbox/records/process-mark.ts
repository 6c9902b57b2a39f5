import {systemProcesses} from '../../system/processes.ts';

let ownMark: string | undefined;

/** Names this process in text, as `<pid>_<start>_<boot>`, so that what it leaves behind when killed is not taken for a later process's. */
export const processMark = (): string => {
	if (ownMark === undefined) {
		const {pid, started, boot} = systemProcesses.self();
		ownMark = [pid, started, boot].join('_');
	}
	return ownMark;
};

/** Tells whether the process of a mark still runs; a mark that can't be read counts as gone. */
export const isRunning = (mark: string): boolean => {
	const match = /^(\d+)_([^_.]*)_([^_.]*)$/.exec(mark);
	if (match === null) return false;
	const [, pid, started = '', boot = ''] = match;
	return systemProcesses.isRunning({pid: Number(pid), started, boot});
};
