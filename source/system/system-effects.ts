import {systemClock} from './clock.ts';
import {systemProcesses} from './processes.ts';
import {systemRandom} from './random.ts';

/** Binds the machine's own clock, randomness, processes and network. */
export const systemEffects = () => ({
	clock: systemClock,
	random: systemRandom,
	processes: systemProcesses,
	fetch: globalThis.fetch,
});
