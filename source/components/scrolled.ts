import {grouped} from '../text/plural.ts';

/** What a line says beyond its words, for its colour; its words or a sign must say it too. */
export type LineTone = 'heading' | 'quiet' | 'good' | 'warning' | 'bad';

/** One line of a page, cut to its room already; `lead` stands before the text and is drawn dim. */
export type PageLine = {readonly lead?: string; readonly text: string; readonly tone?: LineTone};

/** What is seen of a page: its lines, the first of them by number, and where that is in words (`1-18 of 40`), empty when all of it is seen. */
export type Scrolled = {
	readonly lines: readonly PageLine[];
	readonly first: number;
	readonly position: string;
};

/** Gives the lines that a page of `rows` lines has room for, which is one less where the position has to be said. */
export const roomFor = (count: number, rows: number): number =>
	count <= rows ? rows : Math.max(1, rows - 1);

/** Cuts from a page what is seen in `rows` lines, from the line `first` on as far as the page reaches. */
export const scrolled = (lines: readonly PageLine[], first: number, rows: number): Scrolled => {
	const room = roomFor(lines.length, rows);
	const last = Math.max(0, lines.length - room);
	const from = Math.max(0, Math.min(first, last));
	const seen = lines.slice(from, from + room);
	const position =
		seen.length === lines.length
			? ''
			: `${grouped(from + 1)}-${grouped(from + seen.length)} of ${grouped(lines.length)}`;
	return {lines: seen, first: from, position};
};
