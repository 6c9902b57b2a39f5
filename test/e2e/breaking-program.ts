import {main} from '../../source/app/main.tsx';
import type {Clock} from '../../source/system/clock.ts';
import {systemEffects} from '../../source/system/system-effects.ts';

// Usage: breaking-program key|drawing|promise; the real program, in which the first Ctrl+C meets an error of that sort.
const way = process.argv[2];
const effects = systemEffects();
const armed = 2000;
let isBroken = false;

const clock: Clock = {
	...effects.clock,
	now() {
		if (isBroken) throw new Error('the clock fell down');
		return effects.clock.now();
	},
	sleep(ms, signal) {
		const isQuitting = ms === armed;
		if (isQuitting && way === 'key') throw new Error('the clock fell down');
		if (isQuitting && way === 'promise') return Promise.reject(new Error('the clock fell down'));
		isBroken ||= isQuitting;
		return effects.clock.sleep(ms, signal);
	},
};

const code = await main({
	effects: {...effects, clock},
	variables: process.env,
	workingDirectory: process.cwd(),
	version: '0.0.0',
	environment: 'sandbox',
	isSetup: false,
});
process.exit(code);
