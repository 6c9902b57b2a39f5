import type {ApiError} from '../api/errors.ts';
import {fail, type Result} from '../result.ts';
import type {Clock} from '../system/clock.ts';
import type {Listen, ListenError} from '../system/listen.ts';
import {answerCallback} from './answer-callback.ts';
import type {NeedsApproval} from './service.ts';
import type {Session} from './session-store.ts';
import {callback, type SignInError} from './sign-in.ts';

/** How the browser comes back: by itself, or not (why, in words that fit into a sentence): then the person says when they have approved. */
export type ReturnPath = {readonly kind: 'automatic'} | {readonly kind: 'by-hand'; readonly reason: string};

/** What asking the service came to; `not-yet` and `failed` leave the sign-in going on. */
export type Asked = 'settled' | 'not-yet' | {readonly kind: 'failed'; readonly error: ApiError};

/** A sign-in that waits for a person in a browser. */
export type BrowserSignIn = {
	readonly authUrl: string;
	/** Milliseconds since the epoch at which it is given up, five minutes after it began. */
	readonly expiresAt: number;
	readonly returnPath: ReturnPath;
	/** Opens the page; false where no browser could be started. */
	readonly openBrowser: () => Promise<boolean>;
	/** Asks the service for the session now, as a person wants who has approved. */
	readonly ask: () => Promise<Asked>;
	/** Settles once, with a session or the reason why there is none. */
	readonly outcome: Promise<Result<Session, SignInError>>;
	readonly cancel: () => void;
};

type Effects = {
	readonly clock: Clock;
	readonly listen: Listen;
	/** Opens an address; false where no browser could be started. */
	readonly openBrowser: (url: string) => Promise<boolean>;
	/** Told what the service said when the browser came back and nobody was signed in by it. */
	readonly onReturned?: (asked: Exclude<Asked, 'settled'>) => void;
};

const lifetimeMs = 5 * 60 * 1000;

const reasonOf = (error: ListenError, port: number): string => {
	if (error.kind === 'not-allowed') return `port ${port} can not be listened on (${error.code})`;
	const {holder} = error;
	return `port ${port} is taken by ${holder ? `${holder.name} (pid ${holder.pid})` : 'another program'}`;
};

/**
 * Begins to wait for a person in a browser (contract 1.4). The callback carries nothing that is needed, so a port that
 * is taken only means that the person has to say when they have approved.
 */
export const beginBrowserSignIn = async (
	{authUrl, complete}: NeedsApproval,
	{clock, listen, openBrowser, onReturned}: Effects,
	signal?: AbortSignal,
): Promise<BrowserSignIn> => {
	const expiresAt = clock.now() + lifetimeMs;
	const over = new AbortController();
	let asking: Promise<Asked> | undefined;
	let settle: (outcome: Result<Session, SignInError>) => void = () => undefined;
	const outcome = new Promise<Result<Session, SignInError>>(resolve => {
		settle = resolve;
	});

	const end = (how: Result<Session, SignInError>): 'settled' => {
		settle(how);
		over.abort();
		return 'settled';
	};
	const cancelled = () => fail({kind: 'cancelled', message: 'The sign-in was cancelled.'} as const);

	const askOnce = async (): Promise<Asked> => {
		const session = await complete(over.signal);
		if (session.ok) return end(session);
		const {error} = session;
		if (error.kind !== 'api') return end(session);
		if (over.signal.aborted) return end(cancelled());
		return error.isNotApproved ? 'not-yet' : {kind: 'failed', error: error.error};
	};
	const ask = async (): Promise<Asked> => {
		if (over.signal.aborted) return 'settled';
		// The browser and the person may say so together, and the session is handed out once only.
		asking ??= askOnce().finally(() => {
			asking = undefined;
		});
		return asking;
	};
	const cancel = () => {
		over.abort();
		// A request under way knows better whether it was still in time.
		if (asking) void asking.then(() => end(cancelled()));
		else end(cancelled());
	};
	const expire = async () => {
		// Whoever accepted in the last moment is still let in.
		await asking;
		end(fail({kind: 'timed-out', message: 'Nobody accepted on the page within five minutes.'}));
	};

	const state = new URL(authUrl).searchParams.get('state') ?? '';
	const port = Number(callback.port);
	const listening = await listen(port, async request =>
		answerCallback(request, {
			clock,
			state,
			host: `127.0.0.1:${listening.ok ? listening.value.port : port}`,
			async ask() {
				const asked = await ask();
				if (asked !== 'settled') onReturned?.(asked);
				return asked === 'settled' && (await outcome).ok;
			},
			decline: message => end(fail({kind: 'declined', message})),
		}),
	);
	over.signal.addEventListener('abort', () => listening.ok && listening.value.close(), {once: true});
	clock.sleep(lifetimeMs, over.signal).then(expire, () => undefined);
	if (signal?.aborted) cancel();
	signal?.addEventListener('abort', cancel, {once: true, signal: over.signal});

	return {
		authUrl,
		expiresAt,
		returnPath: listening.ok
			? {kind: 'automatic'}
			: {kind: 'by-hand', reason: reasonOf(listening.error, port)},
		openBrowser: async () => openBrowser(authUrl),
		ask,
		outcome,
		cancel,
	};
};
