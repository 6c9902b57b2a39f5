import {main} from '../../source/app/main.tsx';
import {systemEffects} from '../../source/system/system-effects.ts';

// Usage: breaking-program key|drawing|promise; the real program, in which the first Ctrl+C meets an error of that sort.
const way = process.argv[2];
const effects = systemEffects();
const armed = 2000;
let isBroken = false;

const clock = {
	...effects.clock,
	now() {
		if (isBroken) throw new Error('the clock fell down');
		return effects.clock.now();
	},
	async sleep(ms: number, signal?: AbortSignal) {
		if (ms === armed && way === 'promise') throw new Error('the clock fell down');
		return effects.clock.sleep(ms, signal);
	},
};

const code = await main({
	effects: {
		...effects,
		clock: {
			...clock,
			sleep(ms, signal) {
				if (ms === armed && way === 'key') throw new Error('the clock fell down');
				isBroken = ms === armed && way === 'drawing';
				return clock.sleep(ms, signal);
			},
		},
	},
	variables: process.env,
	workingDirectory: process.cwd(),
	version: '0.0.0',
	environment: 'sandbox',
	isSetup: false,
});
process.exit(code);
