import {projectNameProblem} from '../../api/project-name.ts';
import type {Environment} from '../../config/environments.ts';
import {type CreateProjectInput, createProject} from '../../operations/project/create-project.ts';
import {fail, ok, type Result} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {type PlannedRequest, plannedAnswer} from '../planned-request.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {activatedAnswer} from './project-answer.ts';
import {readProjectName} from './read-project-name.ts';

type Asking = Pick<Context, 'flags' | 'prompt' | 'voice'>;

const withDescription = (name: string, description: string | undefined): CreateProjectInput => ({
	name,
	...(description && {description}),
});

const readInput = async ({
	flags,
	prompt,
	voice,
}: Asking): Promise<Result<CreateProjectInput, CommandError>> => {
	const given = flags.text('name');
	if (given !== undefined) {
		const name = readProjectName(given);
		return name.ok ? ok(withDescription(name.value, flags.text('description'))) : name;
	}
	if (!prompt) return fail(usageError('-n (--name) is missing.'));
	for (;;) {
		const typed = await prompt.line('Name of the project:');
		if (!typed.ok) return typed;
		const problem = projectNameProblem(typed.value);
		if (problem !== undefined) {
			voice.say(`This is no name for a project: ${problem}.`);
			continue;
		}
		const flagged = flags.text('description');
		const description =
			flagged === undefined ? await prompt.line('What it is for (Enter for nothing):') : ok(flagged);
		return description.ok ? ok(withDescription(typed.value, description.value)) : description;
	}
};

const planned = ({portalUrl}: Environment, input: CreateProjectInput): readonly PlannedRequest[] => [
	{method: 'GET', url: `${portalUrl}/api/projects`},
	{method: 'POST', url: `${portalUrl}/api/project`, body: input},
	{method: 'GET', url: `${portalUrl}/api/project`},
];

/** Makes a project, which is the active one from then on. */
export const runCreateProject: Run = async context => {
	const {flags, voice, signal} = context;
	const input = await readInput(context);
	if (!input.ok) return input;
	if (flags.has('dry-run')) {
		const environment = chooseEnvironment(context);
		return environment.ok ? ok(plannedAnswer(planned(environment.value, input.value))) : environment;
	}
	const session = await openSession(context);
	if (!session.ok) return session;
	const {outcome} = await runSteps(createProject(session.value.deps, input.value, signal), voice);
	return outcome.kind === 'project-created'
		? ok(activatedAnswer(outcome.project))
		: fail(stoppedError(outcome.failure, outcome.operationId));
};
