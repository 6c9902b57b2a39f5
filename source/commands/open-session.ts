import type {NeedsApproval} from '../auth/service.ts';
import type {SignInError} from '../auth/sign-in.ts';
import type {Environment} from '../config/environments.ts';
import {findPaths} from '../config/paths.ts';
import {makeWorkbench, type Workbench} from '../operations/workbench.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../result.ts';
import {plural} from '../text/plural.ts';
import {chooseEnvironment} from './choose-environment.ts';
import type {Context} from './command.ts';
import {type CommandError, failedError, requestError} from './command-error.ts';

/** A command's place of work: the environment with somebody signed in. */
export type OpenSession = {
	readonly environment: Environment;
	readonly workbench: Workbench;
	readonly deps: WorkflowDeps;
};

const needsTerminal = () =>
	failedError(
		{kind: 'needs-approval', message: 'Nobody is signed in, and signing in needs a person.'},
		'Run a command in a terminal once, such as `pat-tui token list-tokens`; the session is kept.',
	);

const signInFailed = (error: SignInError): CommandError =>
	error.kind === 'api'
		? requestError(error.error)
		: failedError(error, 'Run the command again to sign in once more.');

const isWaiting = (error: SignInError): boolean =>
	error.kind === 'api' && ['rejected', 'forbidden', 'not-found'].includes(error.error.kind);

/** Has the person open the address and approve, for as long as the service has not seen the approval. */
const waitForApproval = async (
	{authUrl, complete}: NeedsApproval,
	{prompt, voice, signal}: Context,
): Promise<Result<void, CommandError>> => {
	if (!prompt) return fail(needsTerminal());
	voice.say('You are not signed in. Open this address in a browser and approve:');
	voice.say(authUrl);
	for (;;) {
		const pressed = await prompt.line('Press Enter when you have approved (Ctrl+C stops).');
		if (!pressed.ok) return pressed;
		const session = await complete(signal);
		if (session.ok) return ok(undefined);
		if (!isWaiting(session.error)) return fail(signInFailed(session.error));
		voice.say('The service has not seen an approval yet.');
	}
};

/** Whether there is a kept session that still counts; an embedded service renews one by itself. */
const hasSession = async (
	{service}: Workbench,
	signal: AbortSignal,
): Promise<Result<boolean, CommandError>> => {
	const kept = await service.restore();
	if (!kept || service.environment.embedded) return ok(kept !== undefined);
	const known = await service.portal.whoami({signal});
	if (known.ok) return ok(true);
	return known.error.kind === 'session-ended' ? ok(false) : fail(requestError(known.error));
};

const signIn = async ({service}: Workbench, context: Context): Promise<Result<void, CommandError>> => {
	const session = await service.signIn(context.signal);
	if (session.ok) return ok(undefined);
	if (session.error.kind === 'needs-approval') return waitForApproval(session.error, context);
	return fail(signInFailed(session.error));
};

const mentionInterrupted = async ({operations}: WorkflowDeps, {voice}: Context) => {
	const interrupted = (await operations.list()).filter(({status}) => status === 'interrupted').length;
	if (interrupted === 0) return;
	const were = interrupted === 1 ? 'was' : 'were';
	voice.note(`${plural(interrupted, 'operation')} ${were} interrupted: pat-tui operation list`);
};

/**
 * Opens the chosen environment with somebody signed in, asking a person where that is needed; says which environment it
 * is, and whether operations were interrupted there.
 */
export const openSession = async (
	context: Context,
	{mentionsInterrupted = true}: {readonly mentionsInterrupted?: boolean} = {},
): Promise<Result<OpenSession, CommandError>> => {
	const {host, signal} = context;
	const environment = chooseEnvironment(context);
	if (!environment.ok) return environment;
	const paths = findPaths(host.variables, host.workingDirectory);
	const workbench = makeWorkbench(environment.value, paths, host.effects, host.version);
	const isSignedIn = await hasSession(workbench, signal);
	if (!isSignedIn.ok) return isSignedIn;
	if (!isSignedIn.value) {
		const session = await signIn(workbench, context);
		if (!session.ok) return session;
	}
	const deps = await workbench.enter(signal);
	if (!deps.ok)
		return fail(deps.error.kind === 'needs-approval' ? needsTerminal() : signInFailed(deps.error));
	if (mentionsInterrupted) await mentionInterrupted(deps.value, context);
	return ok({environment: environment.value, workbench, deps: deps.value});
};
