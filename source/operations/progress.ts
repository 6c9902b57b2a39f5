import type {ProjectName, Standings} from './access/standing.ts';
import type {JournalEntry} from './journal.ts';

/** How far an operation came: a step that is `started` may or may not have had its effect. */
export type Progress = {
	readonly steps: Readonly<Record<string, 'started' | 'done' | 'refused'>>;
	readonly tokenId: string | undefined;
	/** The project that the operation made. */
	readonly projectId: string | undefined;
	readonly closed: 'finished' | 'undone' | undefined;
	/** What steps saw before they changed anything, and what they sent since; of steps that are not done. */
	readonly seen?: Readonly<Record<string, Seen>>;
	/** The session's active project as it was set and not put back yet. */
	readonly switched?: {readonly from: ProjectName | undefined; readonly to: ProjectName};
};

/** What a step saw and did before it was interrupted. */
export type Seen = {readonly standings: Standings; readonly sent: readonly Sent[]};

/** A kind of write to a project's principals. */
export type Sent = 'add' | 'set' | 'remove';

/** Folds a journal's lines into how far the operation came. */
export const progressOf = (entries: readonly JournalEntry[]): Progress => {
	const steps: Record<string, 'started' | 'done' | 'refused'> = {};
	let tokenId: string | undefined;
	let projectId: string | undefined;
	let closed: Progress['closed'];
	const seen: Record<string, Seen> = {};
	let switched: Progress['switched'];
	for (const entry of entries) {
		switch (entry.type) {
			case 'opened':
				break;
			case 'started':
				// Steps come one after another, so what an earlier one saw is over, also where its last line was lost.
				for (const mark of Object.keys(steps)) if (mark !== entry.step) delete seen[mark];
				steps[entry.step] = entry.type;
				break;
			case 'refused':
				steps[entry.step] = entry.type;
				delete seen[entry.step];
				break;
			case 'done':
				steps[entry.step] = 'done';
				delete seen[entry.step];
				tokenId = entry.tokenId ?? tokenId;
				projectId = entry.projectId ?? projectId;
				break;
			case 'seen':
				seen[entry.step] = {standings: entry.standings, sent: []};
				break;
			case 'sends': {
				const known = seen[entry.step];
				if (known) seen[entry.step] = {...known, sent: [...known.sent, entry.access]};
				break;
			}
			case 'switched':
				switched = {from: entry.from, to: entry.to};
				break;
			case 'restored':
				switched = undefined;
				break;
			case 'closed':
				closed = entry.outcome;
				break;
		}
	}
	return {
		steps,
		tokenId,
		projectId,
		closed,
		...(Object.keys(seen).length > 0 && {seen}),
		...(switched && {switched}),
	};
};
