import {type ProjectChange, updateProject} from '../../operations/project/update-project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {plannedAnswer} from '../planned-request.ts';
import {stoppedError} from '../stopped-error.ts';
import {projectAnswer} from './project-answer.ts';
import {checkProjectId} from './project-id.ts';
import {readProjectName} from './read-project-name.ts';

type Asking = Pick<Context, 'flags' | 'prompt'>;

const nothingToChange = () =>
	usageError('There is nothing to change: neither -n (--name) nor -d (--description) is given.');

const readId = async ({flags, prompt}: Asking): Promise<Result<string, CommandError>> => {
	const given = flags.text('id');
	const asked = given === undefined && prompt ? await prompt.line('Project id:') : ok(given);
	return asked.ok ? checkProjectId(asked.value, '-i (--id)') : asked;
};

const readChange = async ({flags, prompt}: Asking): Promise<Result<ProjectChange, CommandError>> => {
	let name = flags.text('name');
	let description = flags.text('description');
	if (name === undefined && description === undefined) {
		if (!prompt) return fail(nothingToChange());
		const typedName = await prompt.line('New name [as it is]:');
		if (!typedName.ok) return typedName;
		const typedDescription = await prompt.line('New description [as it is]:');
		if (!typedDescription.ok) return typedDescription;
		name = typedName.value || undefined;
		description = typedDescription.value || undefined;
		if (name === undefined && description === undefined) return fail(nothingToChange());
	}
	const checked = name === undefined ? ok(undefined) : readProjectName(name);
	if (!checked.ok) return checked;
	return ok({
		...(checked.value !== undefined && {name: checked.value}),
		...(description !== undefined && {description}),
	});
};

/** Renames or describes a project; what is not given stays as it is. */
export const runUpdateProject: Run = async context => {
	const {flags, signal} = context;
	const id = await readId(context);
	if (!id.ok) return id;
	const change = await readChange(context);
	if (!change.ok) return change;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		if (!environment.ok) return environment;
		const url = `${environment.value.portalUrl}/api/project/${id.value}`;
		return ok(plannedAnswer([{method: 'PATCH', url, body: change.value}]));
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const updated = await updateProject(session.value.deps.service.portal, id.value, change.value, {signal});
	if (updated.ok) return ok(projectAnswer(updated.value));
	const isMissing = ['not-found', 'forbidden'].includes(updated.error.kind);
	const remedy = isMissing ? 'pat-tui project list-projects shows which projects are yours.' : undefined;
	return fail(stoppedError({...updated.error, ...(remedy !== undefined && {remedy})}, undefined));
};
