import {readdirSync, readFileSync} from 'node:fs';
import type {PtyProgram} from './pty.ts';

const read = (path: string): Buffer => {
	try {
		return readFileSync(path);
	} catch {
		// The process has ended meanwhile.
		return Buffer.alloc(0);
	}
};

const parentOf = (pid: string): string => {
	const stat = read(`/proc/${pid}/stat`).toString();
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
};

const descendsFrom = (pid: string, ancestor: string): boolean => {
	for (let at = pid, depth = 0; at !== '' && at !== '0' && depth < 20; at = parentOf(at), depth++) {
		if (at === ancestor) return true;
	}
	return false;
};

/**
 * Looks, each time a program has drawn and when it is asked, at the arguments and variables of it and of the processes it
 * has started; gives all that was seen so far.
 */
export const seenProcesses = ({pid, terminal}: PtyProgram): (() => readonly Buffer[]) => {
	const all = new Map<string, Buffer>();
	// Nobody becomes a descendant later, and there may be hundreds of others.
	const strangers = new Set<string>();
	const look = () => {
		for (const other of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
			if (strangers.has(other)) continue;
			if (!descendsFrom(other, String(pid))) {
				strangers.add(other);
				continue;
			}
			const shown = [read(`/proc/${other}/cmdline`), read(`/proc/${other}/environ`)];
			all.set(`${other} ${shown[0]?.toString('latin1')}`, Buffer.concat(shown));
		}
	};
	terminal.onWriteParsed(look);
	return () => {
		look();
		return [...all.values()];
	};
};
