import type {Principal} from '../../api/principal.ts';
import type {ProjectName} from '../../operations/access/standing.ts';
import type {WorkflowDeps} from '../../operations/workflow-deps.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';
import {checkProjectFlag} from './meant-project.ts';
import {readPrincipal} from './read-principal.ts';
import {runAccess} from './run-access.ts';

/** Says who and where before it is done, and asks. */
const confirmRemoval = async (
	{principal: {id, type}, project}: {readonly principal: Principal; readonly project: ProjectName},
	{service}: Pick<WorkflowDeps, 'service'>,
	{prompt, voice, signal}: Pick<Context, 'prompt' | 'voice' | 'signal'>,
): Promise<Result<void, CommandError>> => {
	if (!prompt) return ok(undefined);
	const token = type === 'token' ? await service.iam.getToken(id, {signal}) : undefined;
	const name = token?.ok ? `${sanitise(token.value.value.name)} (${id})` : `The ${type} ${id}`;
	const where = sanitise(project.name, {graphemes: 40});
	voice.say(`${name} will be taken out of the project ${where}: it can do nothing there any more.`);
	const typed = await prompt.line('Take it out? [y/N]:');
	if (!typed.ok) return typed;
	if (/^y(?:es)?$/iu.test(typed.value)) return ok(undefined);
	return fail(failedError({kind: 'not-confirmed', message: 'It was not confirmed.'}, 'Nothing was changed.'));
};

/** Takes a principal out of a project; a person at a terminal is asked first. */
export const runRemovePrincipal: Run = async context => {
	const checked = checkProjectFlag(context);
	if (!checked.ok) return checked;
	const principal = await readPrincipal(context);
	if (!principal.ok) return principal;
	const isSure = context.flags.has('yes');
	return runAccess(
		context,
		{principal: principal.value, change: {kind: 'remove-principal'}},
		async (deps, project) =>
			isSure ? ok(undefined) : confirmRemoval({principal: principal.value, project}, deps, context),
	);
};
