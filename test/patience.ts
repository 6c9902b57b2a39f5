import {setTimeout as delay, setImmediate as turn} from 'node:timers/promises';

const turnsAtOnce = 50;

/**
 * Makes the way to wait for the next moment at which to look again: a turn of the event loop at first, then a millisecond,
 * because what takes longer (a key that is being made) needs the processor more than whoever waits for it.
 */
export const makePatience = (): (() => Promise<unknown>) => {
	let turns = 0;
	return async () => {
		turns += 1;
		return turns <= turnsAtOnce ? turn() : delay(1);
	};
};
