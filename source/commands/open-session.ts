import type {Environment} from '../config/environments.ts';
import type {Workbench} from '../operations/workbench.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../result.ts';
import {plural} from '../text/plural.ts';
import type {Context} from './command.ts';
import type {CommandError} from './command-error.ts';
import {openWorkbench} from './open-workbench.ts';
import {keptSession} from './session/kept-session.ts';
import {signIn} from './session/sign-in.ts';
import {needsPerson, signInError} from './session/sign-in-error.ts';

/** A command's place of work: the environment with somebody signed in. */
export type OpenSession = {
	readonly environment: Environment;
	readonly workbench: Workbench;
	readonly deps: WorkflowDeps;
};

const mentionInterrupted = async ({operations}: WorkflowDeps, {voice}: Context) => {
	const interrupted = (await operations.listOpen()).filter(({status}) => status === 'interrupted').length;
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
	const {signal, prompt} = context;
	const workbench = openWorkbench(context);
	if (!workbench.ok) return workbench;
	const {environment, service, enter} = workbench.value;
	// A script learns from its own request that a session is over: nobody is there to sign in before it.
	const kept = prompt ? await keptSession(service, signal) : ok(await service.restore());
	if (!kept.ok) return kept;
	if (!kept.value) {
		const session = await signIn(service, context);
		if (!session.ok) return session;
	}
	const deps = await enter(signal);
	if (!deps.ok) return fail(deps.error.kind === 'needs-approval' ? needsPerson() : signInError(deps.error));
	if (mentionsInterrupted) await mentionInterrupted(deps.value, context);
	return ok({environment, workbench: workbench.value, deps: deps.value});
};
