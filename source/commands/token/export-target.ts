import {
	type ExportFormat,
	exportFileName,
	exportFormats,
	exportForms,
	type PublicFormat,
	type SecretFormat,
} from '../../exports/export-formats.ts';
import {isGithubRepository} from '../../exports/is-github-repository.ts';
import {type SdkFlag, sdkFlags} from '../../exports/sdk-flags.ts';
import {slugOf} from '../../keys/slug.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, usageError} from '../command-error.ts';

/** Where an export goes before the token is known; `ask`: the person is asked for a file. */
type Output = {readonly file: string} | 'stdout' | 'ask';

/** What is to be written: a text with the private key, one without any secret, or the secrets of a repository. */
export type ExportPlan =
	| {readonly kind: 'secret'; readonly format: SecretFormat; readonly output: Output}
	| {readonly kind: 'jwks'; readonly format: 'jwks'; readonly output: Output}
	| {
			readonly kind: 'snippet';
			readonly format: 'snippet';
			readonly sdk: SdkFlag;
			readonly output: Output;
	  }
	| {readonly kind: 'github'; readonly format: 'github'; readonly repository: string};

const formatOf = ({flags}: Pick<Context, 'flags'>): ExportFormat => {
	const given = exportFormats.find(each => each === flags.text('format'));
	return given ?? (flags.has('json') ? 'json' : 'env');
};

const foreignFlag = (format: ExportFormat, {flags}: Pick<Context, 'flags'>): CommandError | undefined => {
	const belongs: readonly (readonly [flag: string, format: ExportFormat])[] = [
		['sdk', 'snippet'],
		['repo', 'github'],
		['yes', 'github'],
	];
	const foreign = belongs.find(([flag, of]) => flags.has(flag) && of !== format);
	if (foreign) return usageError(`--${foreign[0]} needs --format ${foreign[1]}.`);
	if (format === 'github' && flags.has('output')) {
		return usageError('--format github and --output exclude each other.', 'gh takes the values, no file.');
	}
	const isPublic = format === 'jwks' || format === 'snippet';
	if (isPublic && flags.has('with-passphrase')) {
		return usageError(
			`--with-passphrase and --format ${format} exclude each other.`,
			'No secret is in that.',
		);
	}
	const source = ['passphrase-file', 'passphrase-stdin'].find(name => flags.has(name));
	if (source !== undefined && !flags.has('with-passphrase')) {
		return usageError(
			`--${source} needs --with-passphrase.`,
			'The key is written as it is stored, encrypted or plain.',
		);
	}
	return undefined;
};

/** Where a text goes; one with a secret is shown on a terminal only when that was asked for. */
const outputOf = (
	format: SecretFormat | PublicFormat,
	{flags, host, prompt}: Context,
): Result<Output, CommandError> => {
	const output = flags.text('output');
	if (output === '') return fail(usageError('--output is empty.'));
	if (output !== undefined && output !== '-') return ok({file: output});
	const isPublic = format === 'jwks' || format === 'snippet';
	if (output === undefined && host.stdout.isTTY && !isPublic) {
		if (prompt) return ok('ask');
		return fail(
			usageError('--output is missing.', 'Name a file, or - to show the private key on this terminal.'),
		);
	}
	if (flags.has('json') && exportForms[format].isJson !== true) {
		return fail(usageError(`--json and --format ${format} exclude each other without --output FILE.`));
	}
	return ok('stdout');
};

/** Reads what is to be written and where it goes. */
export const exportPlan = (context: Context): Result<ExportPlan, CommandError> => {
	const {flags} = context;
	const format = formatOf(context);
	const foreign = foreignFlag(format, context);
	if (foreign) return fail(foreign);
	if (format === 'github') {
		const repository = flags.text('repo') ?? '';
		if (isGithubRepository(repository)) return ok({kind: 'github', format, repository});
		return fail(
			usageError('--format github needs --repo OWNER/NAME.', 'It may begin with a host of its own.'),
		);
	}
	const output = outputOf(format, context);
	if (!output.ok) return output;
	if (format === 'jwks') return ok({kind: 'jwks', format, output: output.value});
	if (format !== 'snippet') return ok({kind: 'secret', format, output: output.value});
	const sdk = sdkFlags.find(each => each === flags.text('sdk'));
	if (sdk) return ok({kind: 'snippet', format, sdk, output: output.value});
	return fail(usageError('--format snippet needs --sdk.', `One of: ${sdkFlags.join(', ')}.`));
};

/** Settles where an export goes, asking for the file where that is open. */
export const exportTarget = async (
	{output, format}: {readonly output: Output; readonly format: ExportFormat},
	tokenName: string,
	{prompt}: Pick<Context, 'prompt'>,
): Promise<Result<{readonly file: string} | 'stdout', CommandError>> => {
	if (output !== 'ask') return ok(output);
	const proposed = exportFileName(slugOf(tokenName), format, undefined);
	const typed = prompt ? await prompt.line(`File to write [${proposed}]:`) : ok('');
	return typed.ok ? ok({file: typed.value || proposed}) : typed;
};
