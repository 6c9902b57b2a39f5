import {readFileSync} from 'node:fs';

/** Tells one run of one process from every other, also after the machine was restarted and the number given out again. */
export type ProcessIdentity = {readonly pid: number; readonly started: string; readonly boot: string};

/** The only source of facts about running processes: tests bring their own. */
export type Processes = {
	/** This process. */
	readonly self: () => ProcessIdentity;
	/** Whether the very process that is meant still runs. */
	readonly isRunning: (identity: ProcessIdentity) => boolean;
};

const read = (file: string): string | undefined => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		// Not Linux, or the process is gone: both mean that nothing more is known.
		return undefined;
	}
};

/** State and start time, fields 3 and 22 of proc(5); empty where there is no `/proc`. */
const factsOf = (pid: number): {readonly state: string; readonly started: string} => {
	const stat = read(`/proc/${pid}/stat`);
	// The command, field 2, may hold spaces and brackets.
	const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
	return {state: fields[0] ?? '', started: fields[19] ?? ''};
};

// In a container where nobody collects the dead, a killed process keeps its number for good.
const hasEnded = (state: string): boolean => state === 'Z' || state === 'X';

const bootOf = (): string => read('/proc/sys/kernel/random/boot_id')?.trim() ?? '';

const exists = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it is somebody else's, but it is there.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
};

/** The operating system's own view; without `/proc` a process is known by its number alone. */
export const systemProcesses: Processes = {
	self: () => ({pid: process.pid, started: factsOf(process.pid).started, boot: bootOf()}),
	isRunning({pid, started, boot}) {
		if (boot !== bootOf() || !exists(pid)) return false;
		const facts = factsOf(pid);
		return !hasEnded(facts.state) && (started === '' || started === facts.started);
	},
};
