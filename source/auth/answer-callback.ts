import type {Clock} from '../system/clock.ts';
import type {LocalReply, LocalRequest} from '../system/listen.ts';
import {donePage} from './done-page.ts';
import {readCallback} from './read-callback.ts';

type SignInUnderWay = {
	readonly clock: Clock;
	/** The secret in the address of the sign-in page. */
	readonly state: string;
	/** The host and port that the browser must have asked for. */
	readonly host: string;
	/** Asks the service; true when somebody is signed in now. */
	readonly ask: () => Promise<boolean>;
	readonly decline: (message: string) => void;
};

const holdLimitMs = 20_000;

/** Resolves with whether somebody is signed in; false as well when that is not known in time. */
const askInTime = async ({ask, clock}: SignInUnderWay): Promise<boolean> => {
	const known = new AbortController();
	const tooLate = clock.sleep(holdLimitMs, known.signal).then(
		() => false,
		() => false,
	);
	try {
		return await Promise.race([ask(), tooLate]);
	} finally {
		known.abort();
	}
};

/** Answers a request to the callback's port: a browser that comes back sees how the sign-in stands, once that is known. */
export const answerCallback = async (request: LocalRequest, signIn: SignInUnderWay): Promise<LocalReply> => {
	const read = readCallback(request, signIn);
	switch (read.kind) {
		case 'refused':
			return {
				status: read.status,
				headers: {
					'content-type': 'text/plain; charset=utf-8',
					'x-content-type-options': 'nosniff',
					...(read.status === 405 && {allow: 'GET'}),
				},
				body: 'Only a browser that comes back from the sign-in page is answered here.\n',
			};
		case 'foreign':
			return donePage('unfinished', 400);
		case 'declined':
			signIn.decline(read.message);
			return donePage('declined', 200);
		case 'returned':
			return (await askInTime(signIn)) ? donePage('accepted', 200) : donePage('unfinished', 200);
	}
};
