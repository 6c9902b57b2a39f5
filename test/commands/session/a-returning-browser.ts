import type {Effects} from '../../../source/operations/workbench.ts';
import {listenOnLoopback} from '../../../source/system/listen-on-loopback.ts';
import {visit} from '../../auth/visit.ts';
import {decide} from './decide.ts';

/** A person's browser: it opens the page, its person decides, and it comes back to whatever port is listened on. */
export const aReturningBrowser = (decision: 'accept' | 'decline' | 'nothing') => {
	const opened: string[] = [];
	const answers: string[] = [];
	let port = 0;
	const effects: Pick<Effects, 'listen' | 'openBrowser'> = {
		async listen(_port, answer) {
			const listening = await listenOnLoopback(0, answer);
			if (listening.ok) port = listening.value.port;
			return listening;
		},
		async openBrowser(url) {
			opened.push(url);
			if (decision === 'nothing') return true;
			// As in life, opening does not wait for what a person does then.
			void decide(url, decision).then(async location => {
				const {pathname, search} = new URL(location);
				answers.push((await visit(port, pathname + search)).body);
			});
			return true;
		},
	};
	return {effects, opened, answers, returnTo: async (path: string) => visit(port, path)};
};
