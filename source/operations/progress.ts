import type {JournalEntry} from './journal.ts';

/** How far an operation came: a step that is `started` may or may not have had its effect. */
export type Progress = {
	readonly steps: Readonly<Record<string, 'started' | 'done' | 'refused'>>;
	readonly tokenId: string | undefined;
	readonly closed: 'finished' | 'undone' | undefined;
};

/** Folds a journal's lines into how far the operation came. */
export const progressOf = (entries: readonly JournalEntry[]): Progress => {
	const steps: Record<string, 'started' | 'done' | 'refused'> = {};
	let tokenId: string | undefined;
	let closed: Progress['closed'];
	for (const entry of entries) {
		switch (entry.type) {
			case 'opened':
				break;
			case 'started':
			case 'refused':
				steps[entry.step] = entry.type;
				break;
			case 'done':
				steps[entry.step] = 'done';
				tokenId = entry.tokenId ?? tokenId;
				break;
			case 'closed':
				closed = entry.outcome;
				break;
		}
	}
	return {steps, tokenId, closed};
};
