import {systemClock} from './clock.ts';
import {makeKeyring} from './keyring.ts';
import type {Listen} from './listen.ts';
import {makeNetworkFetch} from './network-fetch.ts';
import {systemProcesses} from './processes.ts';
import {systemRandom} from './random.ts';

// What only a sign-in needs is loaded when there is one: no start waits for it.
const listen: Listen = async (port, answer) => {
	const {listenOnLoopback} = await import('./listen-on-loopback.ts');
	return listenOnLoopback(port, answer);
};

const openBrowser = async (url: string): Promise<boolean> => {
	const browser = await import('./open-browser.ts');
	return browser.openBrowser(url, process.env);
};

/** Binds the machine's own clock, randomness, processes, network, browser and keyring. */
export const systemEffects = () => ({
	clock: systemClock,
	random: systemRandom,
	processes: systemProcesses,
	fetch: makeNetworkFetch({variables: process.env}),
	listen,
	openBrowser,
	keyring: makeKeyring({load: async () => import('./keyring-module.ts'), clock: systemClock}),
	variables: process.env,
});
