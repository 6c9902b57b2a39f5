import {remedyFor} from '../../api/errors.ts';
import {type Asked, type BrowserSignIn, beginBrowserSignIn} from '../../auth/browser-sign-in.ts';
import type {NeedsApproval} from '../../auth/service.ts';
import type {Session} from '../../auth/session-store.ts';
import {fail, type Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import {plural} from '../../text/plural.ts';
import {safeAddress} from '../../text/safe-address.ts';
import type {Context} from '../command.ts';
import {type CommandError, interruptedError} from '../command-error.ts';
import {needsPerson, signInError} from './sign-in-error.ts';

const minuteMs = 60_000;

const introduce = async (
	{authUrl, returnPath, openBrowser}: BrowserSignIn,
	{prompt, voice}: Context,
): Promise<void> => {
	voice.say(
		'To sign in, accept on this page; Affinidi wants a Chromium-based browser (Chrome, Edge, Brave):',
	);
	voice.say(safeAddress(authUrl).text);
	const isOpened = await openBrowser();
	voice.say(
		isOpened
			? 'It was opened in your browser.'
			: 'No browser could be opened here: open the page yourself, on any computer.',
	);
	if (returnPath.kind === 'by-hand')
		voice.say(`The browser can not come back by itself: ${returnPath.reason}.`);
	else if (prompt)
		voice.say(
			'Should it end on a page that can not be reached (over SSH, in a container), press Enter here.',
		);
};

const sayAsked = (asked: Asked, {voice}: Context) => {
	if (asked === 'not-yet') voice.say('The service has not seen an approval yet: accept on the page first.');
	else if (asked !== 'settled')
		voice.say(`The service could not be asked: ${asked.error.message} ${remedyFor(asked.error)}`);
};

/** Aborted at the end of each whole minute before `expiresAt`, so that what is said of the time left is said anew. */
const minuteFrom = (clock: Clock, expiresAt: number, over: AbortSignal) => {
	const left = Math.max(0, expiresAt - clock.now());
	const passed = new AbortController();
	clock.sleep(left % minuteMs || minuteMs, over).then(
		() => passed.abort(),
		// It is over sooner: nothing is left to be said.
		() => undefined,
	);
	return {left: plural(Math.ceil(left / minuteMs), 'minute'), passed: passed.signal};
};

const aborted = async (signal: AbortSignal) =>
	new Promise<void>(resolve => {
		if (signal.aborted) resolve();
		signal.addEventListener('abort', () => resolve(), {once: true});
	});

const questionOf = ({returnPath}: BrowserSignIn, left: string): string =>
	returnPath.kind === 'automatic'
		? `Waiting for you to accept (${left} left; Enter asks at once, Ctrl+C stops)`
		: `Press Enter once you have accepted (${left} left; Ctrl+C stops)`;

/** Waits until `withdrawn` or a line; false when the person wants to stop. */
const waitOnce = async (
	signIn: BrowserSignIn,
	{left, withdrawn}: {readonly left: string; readonly withdrawn: AbortSignal},
	context: Context,
): Promise<boolean> => {
	const {prompt, voice, signal} = context;
	if (!prompt) {
		voice.say(`Waiting for you to accept: ${left} left.`);
		await aborted(withdrawn);
		return true;
	}
	const pressed = await prompt.line(questionOf(signIn, left), withdrawn);
	if (!pressed.ok) return withdrawn.aborted && !signal.aborted;
	sayAsked(await signIn.ask(), context);
	return true;
};

/**
 * Shows the page of a sign-in and waits until somebody has accepted there, at most for its five minutes; at a terminal
 * Enter asks the service at once.
 */
export const awaitBrowser = async (
	approval: NeedsApproval,
	context: Context,
): Promise<Result<Session, CommandError>> => {
	const {prompt, host, signal} = context;
	const heard: Asked[] = [];
	let news = new AbortController();
	const onReturned = (asked: Asked) => {
		heard.push(asked);
		news.abort();
	};
	const signIn = await beginBrowserSignIn(approval, {...host.effects, onReturned}, signal);
	const over = new AbortController();
	void signIn.outcome.then(() => over.abort());
	if (!prompt && signIn.returnPath.kind === 'by-hand') {
		signIn.cancel();
		const why = `The browser can not come back by itself: ${signIn.returnPath.reason}.`;
		return fail(needsPerson(`${why} Without a terminal nobody can say that they have accepted.`));
	}
	await introduce(signIn, context);
	while (!over.signal.aborted) {
		news = new AbortController();
		for (const asked of heard.splice(0)) sayAsked(asked, context);
		const {left, passed} = minuteFrom(host.effects.clock, signIn.expiresAt, over.signal);
		const withdrawn = AbortSignal.any([passed, over.signal, news.signal]);
		if (!(await waitOnce(signIn, {left, withdrawn}, context))) {
			signIn.cancel();
			break;
		}
	}
	const outcome = await signIn.outcome;
	if (signal.aborted) return fail(interruptedError());
	return outcome.ok ? outcome : fail(signInError(outcome.error));
};
