import type {Service} from '../../auth/service.ts';
import type {Session} from '../../auth/session-store.ts';
import type {Environment} from '../../config/environments.ts';
import {fail, ok, type Result} from '../../result.ts';
import {isLoopback} from '../../system/is-loopback.ts';
import type {Context} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {awaitBrowser} from './await-browser.ts';
import {needsPerson, signInError} from './sign-in-error.ts';

type Options = {
	/** Whether the browser may be waited for where nobody can press a key. */
	readonly waitsWithoutTerminal: boolean;
};

const isOfThisMachine = ({embedded, portalUrl}: Environment): boolean =>
	embedded || isLoopback(new URL(portalUrl).hostname);

/** Offers the session of the official CLI, where there is one and somebody to ask; undefined when it is not used. */
const adoptOfficial = async (
	service: Service,
	{prompt, signal}: Context,
): Promise<Result<Session | undefined, CommandError>> => {
	const found = prompt && (await service.findOfficialSession(signal));
	if (!prompt || !found) return ok(undefined);
	const {email, sub} = found.user;
	const answer = await prompt.line(
		`The official CLI is signed in as ${email || sub} (${found.place}). Use that session? [Y/n]`,
	);
	if (!answer.ok) return answer;
	if (!/^(y(es)?)?$/i.test(answer.value)) return ok(undefined);
	return ok(await service.adopt(found));
};

/**
 * Signs somebody in: at once where the service needs nobody for it, else with the official CLI's session or through a
 * browser. Where nobody may be asked the error says how to sign in.
 */
export const signIn = async (
	service: Service,
	context: Context,
	{waitsWithoutTerminal}: Options = {waitsWithoutTerminal: false},
): Promise<Result<Session, CommandError>> => {
	const {flags, prompt, signal} = context;
	const mayWait = !flags.has('no-input') && (prompt !== undefined || waitsWithoutTerminal);
	// A sandbox that approves by itself needs nobody; any other service would only be bothered.
	if (!mayWait && !isOfThisMachine(service.environment)) return fail(needsPerson());
	const adopted = await adoptOfficial(service, context);
	if (!adopted.ok) return adopted;
	if (adopted.value) return ok(adopted.value);
	const session = await service.signIn(signal);
	if (session.ok) return session;
	if (session.error.kind !== 'needs-approval') return fail(signInError(session.error));
	if (!mayWait) return fail(needsPerson());
	return awaitBrowser(session.error, context);
};
