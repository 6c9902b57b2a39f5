import type {Project} from '../../api/project.ts';
import {setActiveProject} from '../../operations/project/set-active-project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {sanitise} from '../../text/sanitise.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, requestError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {stoppedError} from '../stopped-error.ts';
import {activatedAnswer} from './project-answer.ts';
import {checkProjectId} from './project-id.ts';

const flag = '-i (--project-id)';

const unknown = (id: string): CommandError =>
	failedError(
		{kind: 'unknown-project', message: `You have no project ${sanitise(id)}.`},
		'Nothing was changed. `pat-tui project list-projects` shows which there are.',
	);

/** Has the person choose from the list, by number or id. */
const askFor = async (
	projects: readonly Project[],
	{prompt, voice}: Pick<Context, 'prompt' | 'voice'>,
): Promise<Result<string, CommandError>> => {
	if (!prompt) return fail(usageError(`${flag} is missing.`));
	for (const [index, {name, id}] of projects.entries())
		voice.say(`  ${index + 1}  ${sanitise(name, {graphemes: 40})}  ${sanitise(id)}`);
	for (;;) {
		const typed = await prompt.line('Which project, by number or id?');
		if (!typed.ok) return typed;
		const chosen =
			projects.find(({id}) => id !== '' && id === typed.value) ?? projects[Number(typed.value) - 1];
		if (chosen) return ok(chosen.id);
		voice.say('There is no such project.');
	}
};

/** Makes a project the active one, for every terminal of the session. */
export const runSelectProject: Run = async context => {
	const {flags, prompt, voice, signal} = context;
	const given = flags.text('project-id');
	const checked = given === undefined && prompt ? undefined : checkProjectId(given, flag);
	if (checked && !checked.ok) return checked;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		const api = `${environment.value.portalUrl}/api`;
		return ok(
			plannedAnswer([
				{method: 'GET', url: `${api}/projects`},
				{method: 'GET', url: `${api}/project`},
				{method: 'POST', url: `${api}/projects/active`, body: {projectId: checked?.value ?? '<project id>'}},
				{method: 'GET', url: `${api}/project`},
			]),
		);
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const {portal} = session.value.deps.service;
	const list = await portal.listProjects({signal});
	if (!list.ok) return fail(requestError(list.error));
	const wanted = checked ?? (await askFor(list.value.value, context));
	if (!wanted.ok) return wanted;
	const project = list.value.value.find(({id}) => id === wanted.value);
	if (!project) return fail(unknown(wanted.value));
	const set = await setActiveProject(portal, project.id, {signal});
	if (!set.ok) return fail(stoppedError(set.error, undefined));
	const {wasActive} = set.value;
	if (wasActive?.id === project.id) voice.note('It was the active project already.');
	else if (wasActive) voice.note(`The active project was ${sanitise(wasActive.name || wasActive.id)}.`);
	return ok(activatedAnswer(project));
};
