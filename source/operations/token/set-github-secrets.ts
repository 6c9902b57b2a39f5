import type {ExportValues} from '../../exports/export-values.ts';
import {exportVariables} from '../../exports/export-variables.ts';
import {carriesText} from '../../exports/lines/carries-text.ts';
import {fail, ok, type Result} from '../../result.ts';
import {childVariables} from '../../system/child-variables.ts';
import type {Clock} from '../../system/clock.ts';
import {feedChild} from '../../system/feed-child.ts';
import {findProgram} from '../../system/find-program.ts';
import {sanitise} from '../../text/sanitise.ts';
import {scrub} from '../../text/scrub.ts';
import type {StepFailure} from '../step.ts';

const patienceMs = 60_000;

/** The exit code with which gh says that nobody is signed in. */
const signedOut = 4;

const install =
	'Install the GitHub command line (https://cli.github.com; apt install gh, brew install gh, winget install GitHub.cli), sign in with `gh auth login`, and do this again.';

/** The names and values of the secrets, in the order in which they are set. */
const secretsOf = (values: ExportValues): readonly (readonly [name: string, value: string])[] =>
	Object.entries(exportVariables(values)).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value] as const],
	);

/** The names of the secrets that an export sets. */
export const githubSecretNames = (values: ExportValues): readonly string[] =>
	secretsOf(values).map(([name]) => name);

const remedyAfter = (set: readonly string[], remedy: string): string =>
	set.length === 0
		? `Nothing was set. ${remedy}`
		: `Set are ${set.join(', ')} alone: do this again to have them all. ${remedy}`;

/**
 * Sets what an application needs as secrets of GitHub Actions, each handed to `gh secret set` on its standard input: no
 * argument and no file holds one. Secrets of the same names are replaced.
 *
 * @returns the names that were set
 */
export const setGithubSecrets = async (
	values: ExportValues,
	{
		repository,
		variables,
		clock,
		signal,
	}: {
		readonly repository: string;
		readonly variables: Readonly<Record<string, string | undefined>>;
		readonly clock: Pick<Clock, 'sleep'>;
		readonly signal?: AbortSignal;
	},
): Promise<Result<readonly string[], StepFailure>> => {
	const secrets = secretsOf(values);
	// gh cuts off line breaks at the end; those of a key mean nothing.
	const lost = secrets.find(
		([name, value]) => !carriesText(value) || (name !== 'PRIVATE_KEY' && /[\r\n]$/u.test(value)),
	);
	if (lost) {
		const message = `${lost[0]} holds characters that gh does not hand on.`;
		return fail({kind: 'cannot-carry', message, remedy: 'Nothing was set. Set it by hand.'});
	}
	const gh = findProgram('gh', variables['PATH']);
	if (gh === undefined) {
		return fail({kind: 'no-program', message: 'gh, the GitHub command line, is not here.', remedy: install});
	}
	const set: string[] = [];
	for (const [name, value] of secrets) {
		const ran = await feedChild(gh, ['secret', 'set', name, '--repo', repository], {
			input: value,
			variables: {...childVariables(variables), GH_PROMPT_DISABLED: '1', GH_NO_UPDATE_NOTIFIER: '1'},
			patienceMs,
			clock,
			signal,
		});
		if (!ran.ok) {
			const {kind, message} = ran.error;
			return fail({kind, message, remedy: remedyAfter(set, 'Check that gh works: `gh auth status`.')});
		}
		const {code, said} = ran.value;
		if (code !== 0) {
			// It may say what it was given.
			const told = value.trim() === '' ? said : said.replaceAll(value.trim(), '[removed]');
			const words = sanitise(scrub(told).trim(), {graphemes: 300});
			const remedy = code === signedOut ? 'Sign in with `gh auth login`.' : 'Check it with `gh auth status`.';
			return fail({
				kind: 'gh-failed',
				message: `gh could not set ${name}${words ? `: ${words}` : '.'}`,
				remedy: remedyAfter(set, remedy),
			});
		}
		set.push(name);
	}
	return ok(set);
};
