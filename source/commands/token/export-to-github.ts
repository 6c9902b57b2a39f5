import type {ExportValues} from '../../exports/export-values.ts';
import {githubSecretNames, setGithubSecrets} from '../../operations/token/set-github-secrets.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Answer, Context} from '../command.ts';
import {type CommandError, failedError, interruptedError, usageError} from '../command-error.ts';

/** Has the person agree: what is going to be set stands in the question. */
const consent = async (
	names: readonly string[],
	repository: string,
	{flags, prompt, voice}: Context,
): Promise<Result<void, CommandError>> => {
	if (flags.has('yes')) return ok(undefined);
	if (!prompt) return fail(usageError('--format github needs --yes where nobody can be asked.'));
	voice.say(`Secrets of ${repository} are set, or replaced, with gh: ${names.join(', ')}.`);
	const typed = await prompt.line('Type "set" to go on:');
	if (!typed.ok) return typed;
	return typed.value === 'set' ? ok(undefined) : fail(interruptedError('Nothing was set.'));
};

/** Sets what an application needs as secrets of a repository's GitHub Actions, and says how a workflow gets them. */
export const exportToGithub = async (
	values: ExportValues,
	repository: string,
	context: Context,
): Promise<Result<Answer, CommandError>> => {
	const {host, isReadOnly, signal} = context;
	if (isReadOnly) {
		const error = {kind: 'read-only', message: 'Read-only: no secret of a repository is changed.'};
		return fail(failedError(error, 'Start without it to change anything.'));
	}
	const agreed = await consent(githubSecretNames(values), repository, context);
	if (!agreed.ok) return agreed;
	const {variables, effects} = host;
	const set = await setGithubSecrets(values, {repository, variables, clock: effects.clock, signal});
	if (!set.ok) {
		const {kind, remedy} = set.error;
		return fail(kind === 'cancelled' ? interruptedError(remedy) : {kind: 'failed', failure: set.error});
	}
	const secrets = set.value;
	return ok({
		kind: 'value',
		value: {repository, secrets},
		text: () =>
			[
				`Set in ${repository}: ${secrets.join(', ')}.`,
				'A workflow gets them in its env:',
				...secrets.map(name => `  ${name}: \${{ secrets.${name} }}`),
			]
				.map(line => `${line}\n`)
				.join(''),
	});
};
