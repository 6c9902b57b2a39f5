import type {ActivityEntry} from '../operations/activity.ts';
import {isActivityOf} from '../operations/is-activity-of.ts';
import type {Slice} from './slice.ts';

export type LogState = {
	/** What was sent from this computer for whoever is signed in, newest first; kept from one opening to the next. */
	readonly log: {
		readonly status: 'none' | 'reading' | 'read';
		readonly entries: readonly ActivityEntry[];
		/** Why a part of it, or all, could not be read. */
		readonly unread: string | undefined;
	};
	/** The file that it stands in. */
	readonly logFile: string;
	/** The entry that the cursor is on; undefined: the newest, whichever that is. */
	readonly selectedEntry: string | undefined;
	/** Shows the log, and reads it. */
	readonly openLog: () => void;
	readonly loadLog: () => Promise<void>;
	readonly moveLogSelection: (by: number) => void;
	/** Takes in what has just been written into the file, once that was read. */
	readonly noteActivity: (entry: ActivityEntry) => void;
};

/** The row that the cursor is on. */
export const selectLogRow = ({log, selectedEntry}: Pick<LogState, 'log' | 'selectedEntry'>): number =>
	selectedEntry === undefined
		? 0
		: Math.max(
				0,
				log.entries.findIndex(({id}) => id === selectedEntry),
			);

/** The entry with an id. */
export const selectLogEntry =
	(entryId: string) =>
	({log}: Pick<LogState, 'log'>): ActivityEntry | undefined =>
		log.entries.find(({id}) => id === entryId);

const withEntry = (entries: readonly ActivityEntry[], entry: ActivityEntry): readonly ActivityEntry[] =>
	entries.some(({id}) => id === entry.id)
		? entries.map(each => (each.id === entry.id ? entry : each))
		: [entry, ...entries];

/** Makes the part of the state that is about what was sent from this computer. */
export const logSlice: Slice<LogState> = (set, get, core) => {
	let newest = 0;
	let written = 0;
	const scope = () => {
		const {environment, session} = get();
		return environment && session.status === 'signed-in' ? {environment, user: session.sub} : undefined;
	};
	return {
		log: {status: 'none', entries: [], unread: undefined},
		logFile: core.paths.activity,
		selectedEntry: undefined,
		openLog() {
			const {routes, go, loadLog} = get();
			const at = routes.findIndex(({name}) => name === 'log');
			if (at < 0) go({name: 'log'});
			else set({routes: routes.slice(0, at + 1), message: ''});
			void loadLog();
		},
		async loadLog() {
			const whose = scope();
			if (!whose) return;
			const {era} = core;
			newest += 1;
			const mine = newest;
			set(({log}) => ({log: {...log, status: 'reading'}}));
			const {readActivityLog} = await core.engine();
			let before: number;
			do {
				before = written;
				const {entries, unread} = await readActivityLog(core.paths.activity, whose);
				if (era !== core.era || mine !== newest) return;
				if (before === written) set({log: {status: 'read', entries, unread: unread?.message}});
			} while (before !== written);
		},
		moveLogSelection(by) {
			const {log} = get();
			const row = Math.max(0, Math.min(selectLogRow(get()) + by, log.entries.length - 1));
			set({selectedEntry: row === 0 ? undefined : log.entries[row]?.id});
		},
		noteActivity(entry) {
			written += 1;
			const whose = scope();
			const {log} = get();
			if (log.status !== 'read' || !whose || !isActivityOf(whose)(entry)) return;
			set({log: {...log, entries: withEntry(log.entries, entry)}});
		},
	};
};
