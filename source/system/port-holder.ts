import {readdir, readFile, readlink} from 'node:fs/promises';
import {sanitise} from '../text/sanitise.ts';

const listening = '0A';

/** The inodes of the sockets that listen on a port, from proc(5), `/proc/net/tcp` and `tcp6`. */
const inodesOf = async (port: number): Promise<ReadonlySet<string>> => {
	const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const tables = await Promise.all(
		['/proc/net/tcp', '/proc/net/tcp6'].map(async file => readFile(file, 'latin1').catch(() => '')),
	);
	const rows = tables.flatMap(table => table.split('\n').map(line => line.trim().split(/\s+/)));
	return new Set(
		rows
			.filter(([, local = '', , state]) => local.endsWith(wanted) && state === listening)
			.map(fields => `socket:[${fields[9]}]`),
	);
};

const holds = async (pid: string, sockets: ReadonlySet<string>): Promise<boolean> => {
	const folder = `/proc/${pid}/fd`;
	for (const descriptor of await readdir(folder).catch(() => [])) {
		if (sockets.has(await readlink(`${folder}/${descriptor}`).catch(() => ''))) return true;
	}
	return false;
};

/** Finds the program that listens on a port: one of this user's own, on a system that has `/proc`; undefined otherwise. */
export const findPortHolder = async (
	port: number,
): Promise<{readonly name: string; readonly pid: number} | undefined> => {
	const sockets = await inodesOf(port);
	if (sockets.size === 0) return undefined;
	const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
	for (const pid of pids) {
		if (!(await holds(pid, sockets))) continue;
		const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
		return {name: sanitise(name.trim()) || 'a program', pid: Number(pid)};
	}
	return undefined;
};
