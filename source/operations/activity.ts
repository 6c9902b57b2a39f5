import {readdir, rename, stat, unlink} from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type {EffectWatch, EndedEffect, SentEffect} from '../api/watch-effects.ts';
import type {Environment} from '../config/environments.ts';
import {appendLine} from '../system/append-line.ts';
import type {Clock} from '../system/clock.ts';
import type {FileError} from '../system/file-error.ts';
import {ensureFolder} from '../system/folder.ts';
import type {Random} from '../system/random.ts';
import {readPrivateFile} from '../system/read-private-file.ts';
import {sanitise} from '../text/sanitise.ts';
import {scrub} from '../text/scrub.ts';
import {isActivityOf} from './is-activity-of.ts';

/** One remote effect of this machine, as a line of the activity log tells it; no secret ever stands in one. */
export const ActivityEntry = v.object({
	id: v.string(),
	/** ISO 8601, when it was sent. */
	at: v.string(),
	/** The environment's folder: two environments may share an origin. */
	environment: v.string(),
	/** The portal's origin. */
	origin: v.string(),
	/** The service's own id (`sub`) of the signed-in user. */
	user: v.string(),
	name: v.string(),
	subject: v.optional(v.string()),
	method: v.string(),
	path: v.string(),
	/** A line written before the request was sent says `unsure`; the line that follows it says how it ended. */
	outcome: v.picklist(['done', 'refused', 'unsure', 'not-sent']),
	status: v.optional(v.number()),
	traceId: v.optional(v.string()),
	/** How long it took in milliseconds. */
	ms: v.optional(v.number()),
	/** The project it was in: of a try. */
	project: v.optional(v.string()),
});
export type ActivityEntry = v.InferOutput<typeof ActivityEntry>;

/** Whose effects are meant: a user of an environment. */
export type ActivityScope = {
	readonly environment: Pick<Environment, 'folder' | 'portalUrl'>;
	readonly user: string;
};

type Deps = {
	readonly clock: Pick<Clock, 'now'>;
	readonly random: Pick<Random, 'uuid'>;
	/** Told once when the log can't be written; the work goes on. */
	readonly onProblem?: ((message: string) => void) | undefined;
	/** Told each line that was written. */
	readonly onWritten?: ((entry: ActivityEntry) => void) | undefined;
};

/** The log of this machine's remote effects. */
export type Activity = {
	/** Makes the watch that writes down what one user of an environment brings about. */
	readonly watch: (scope: () => ActivityScope) => EffectWatch;
	/** Writes down in one line what has ended already and is more than one request: a try. */
	readonly note: (scope: ActivityScope, ended: NotedEffect) => Promise<void>;
};

/** Something that has ended, with how long it took in milliseconds and the project it was in. */
export type NotedEffect = SentEffect &
	EndedEffect & {readonly ms: number; readonly project?: string | undefined};

const rotateAtBytes = 1024 * 1024;
const keptArchiveBytes = 4 * 1024 * 1024;
const largestFile = 4 * 1024 * 1024;
const archiveName = /^activity-[\w-]+\.jsonl$/u;

/**
 * Puts a log that has grown beyond 1 MiB aside, and keeps the newest 4 MiB of those. Every archive has a name of its own,
 * so that two processes that do it at once lose nothing.
 */
const rotate = async (file: string, name: string): Promise<void> => {
	const folder = path.dirname(file);
	try {
		await rename(file, path.join(folder, name));
		const archives = (await readdir(folder))
			.filter(each => archiveName.test(each))
			.sort()
			.reverse();
		let kept = 0;
		for (const archive of archives) {
			const at = path.join(folder, archive);
			kept += (await stat(at)).size;
			if (kept > keptArchiveBytes) await unlink(at);
		}
	} catch {
		// Another process did the same a moment ago; what is left is dealt with the next time.
	}
};

const clean = (text: string): string => sanitise(scrub(text));

/**
 * Makes the activity log in `file`: append-only, 0600, two lines an effect (before it is sent and when it has ended), so
 * that what a kill cut short is there as unsure.
 */
export const makeActivity = (file: string, {clock, random, onProblem, onWritten}: Deps): Activity => {
	let hasComplained = false;
	const complain = (message: string) => {
		if (!hasComplained) onProblem?.(`The activity log is not written: ${message}`);
		hasComplained = true;
	};
	const write = async (entry: ActivityEntry): Promise<void> => {
		const made = await ensureFolder(path.dirname(file));
		if (!made.ok) return complain(made.error.message);
		const size = await appendLine(file, JSON.stringify(entry));
		if (!size.ok) return complain(size.error.message);
		onWritten?.(entry);
		if (size.value <= rotateAtBytes) return;
		const moment = new Date(clock.now()).toISOString().replaceAll(/\D/gu, '');
		await rotate(file, `activity-${moment}-${random.uuid().slice(0, 8)}.jsonl`);
	};
	const entryOf = (
		{environment, user}: ActivityScope,
		{name, subject, method, path: requested}: SentEffect,
	): ActivityEntry => ({
		id: random.uuid(),
		at: new Date(clock.now()).toISOString(),
		environment: environment.folder,
		origin: environment.portalUrl,
		user,
		name,
		...(subject !== undefined && {subject: clean(subject)}),
		method,
		path: sanitise(scrub(requested), {graphemes: 400}),
		outcome: 'unsure',
	});
	return {
		watch: scope => async effect => {
			const sent = entryOf(scope(), effect);
			await write(sent);
			const begun = clock.now();
			return async (ended: EndedEffect) => write({...sent, ...ended, ms: Math.round(clock.now() - begun)});
		},
		async note(scope, {name, subject, method, path: requested, project, ...ended}) {
			const sent = entryOf(scope, {name, ...(subject !== undefined && {subject}), method, path: requested});
			await write({...sent, ...ended, ...(project !== undefined && {project: clean(project)})});
		},
	};
};

const entriesOf = (text: string, name: string | undefined): readonly ActivityEntry[] =>
	text.split('\n').flatMap(line => {
		// Reading every line of the log as JSON takes a tenth of a second when it is full.
		if (name !== undefined && !line.includes(`"name":"${name}"`)) return [];
		try {
			const parsed = v.safeParse(ActivityEntry, JSON.parse(line));
			return parsed.success ? [parsed.output] : [];
		} catch {
			// A line torn by a crash or a full disk.
			return [];
		}
	});

/** What was read of the log. */
export type ActivityRead = {
	/** Newest first. */
	readonly entries: readonly ActivityEntry[];
	/** Why a part of it could not be read. */
	readonly unread: FileError | undefined;
};

/**
 * Reads what one user of an environment brought about from this machine, newest first, archives included; a torn or
 * damaged line is dropped, and what belongs to another user or environment left out. A log that is not there is empty.
 *
 * @param named only what goes by this name is read
 */
export const readActivityLog = async (
	file: string,
	scope: ActivityScope,
	named?: string,
): Promise<ActivityRead> => {
	const folder = path.dirname(file);
	const names = await readdir(folder).catch(() => []);
	const isOurs = isActivityOf(scope);
	const byId = new Map<string, ActivityEntry>();
	let unread: FileError | undefined;
	for (const name of [...names.filter(each => archiveName.test(each)).sort(), path.basename(file)]) {
		const content = await readPrivateFile(path.join(folder, name), largestFile);
		if (!content.ok) {
			if (content.error.kind !== 'no-folder') unread = content.error;
			continue;
		}
		for (const entry of entriesOf(content.value.bytes.toString('utf8'), named)) {
			// What is known of the end is never taken back by the line that was written before.
			if (isOurs(entry) && (entry.outcome !== 'unsure' || !byId.has(entry.id))) byId.set(entry.id, entry);
		}
	}
	return {entries: [...byId.values()].reverse().sort((a, b) => b.at.localeCompare(a.at)), unread};
};

/** Reads the log as `readActivityLog` does, whatever of it can be read. */
export const readActivity = async (
	...asked: Parameters<typeof readActivityLog>
): Promise<readonly ActivityEntry[]> => (await readActivityLog(...asked)).entries;
