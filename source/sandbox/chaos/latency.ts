import {fail, ok, type Result} from '../../result.ts';
import type {Random} from '../../system/random.ts';

/** How long a request waits, in milliseconds: always so long, or from the first to the second number. */
export type Latency = number | readonly [least: number, most: number];

const mostMs = 600_000;

/** Reads `MS` or `MIN-MAX`; the error is a sentence. */
export const parseLatency = (text: string): Result<Latency, string> => {
	const [, least = '', most = least] = /^(\d{1,6})(?:-(\d{1,6}))?$/u.exec(text) ?? [];
	if (least === '' || Number(most) > mostMs)
		return fail(`It takes milliseconds up to ${mostMs}: 200, or 50-400 for something between.`);
	if (Number(most) < Number(least))
		return fail(`It goes from the smaller number to the larger: ${most}-${least}.`);
	return ok([Number(least), Number(most)]);
};

/** Draws the milliseconds that one request waits. */
export const drawLatency = (latency: Latency, random: Pick<Random, 'fraction'>): number => {
	if (typeof latency === 'number') return latency;
	const [least, most] = latency;
	return Math.round(least + random.fraction() * (most - least));
};
