import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {openState} from '../../source/sandbox/state.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {aServedSandbox as aSandbox} from '../fixtures/a-served-sandbox.ts';
import type {Machine} from './a-machine.ts';
import type {Scope} from './pty.ts';

const SessionFile = v.object({sessionId: v.string()});

/** Names a request: its method and its path, ids left out. */
export const requestName = ({method, url}: Request): string =>
	`${method} ${new URL(url).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|(?<=principals\/)[^/]+$/g, 'ID')}`;

/** Serves a sandbox to programs in other processes, with a way to see, hold and break their requests. */
export const aServedSandbox = async (t: Scope, {autoApprove = true} = {}) => {
	const requests: string[] = [];
	const {origin, directory, variables, call, interceptWith, passOn} = await aSandbox(t, {
		autoApprove,
		onRequest: request => requests.push(requestName(request)),
	});
	const state = openState(directory, {clock: systemClock, random: systemRandom});
	return {
		origin,
		/** What leads a program here. */
		environment: variables,
		/** The requests that came in, as `requestName` names them. */
		requests,
		/** Reaches it from this process, without the network. */
		call,
		interceptWith,
		passOn,
		/** The tokens there are, read from the sandbox's own records. */
		async tokens() {
			const records = await Promise.all((await state.tokens.ids()).map(state.tokens.read));
			return records.flatMap(record => record?.token ?? []);
		},
		/** Sends a request as the person who is signed in on a machine, and gives the body of the reply. */
		async sendAs({kept}: Pick<Machine, 'kept'>, method: string, path: string, body: unknown) {
			const file = join(kept, 'environments', encodeURIComponent(origin), 'session.json');
			const {sessionId} = v.parse(SessionFile, JSON.parse(await readFile(file, 'utf8')));
			const response = await fetch(`${origin}${path}`, {
				method,
				headers: {'content-type': 'application/json', cookie: `portal-session-local=${sessionId}`},
				body: JSON.stringify(body),
			});
			if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
			const reply: unknown = await response.json();
			return reply;
		},
	};
};

export type ServedSandbox = Awaited<ReturnType<typeof aServedSandbox>>;
