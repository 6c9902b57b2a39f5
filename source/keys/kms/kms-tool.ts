import {fail, ok, type Result} from '../../result.ts';
import {childVariables} from '../../system/child-variables.ts';
import type {Clock} from '../../system/clock.ts';
import {findProgram} from '../../system/find-program.ts';
import {ensureFolder} from '../../system/folder.ts';
import {type OwnFolderDeps, sweepOwnFolders, withOwnFolder} from '../../system/own-folder.ts';
import type {Processes} from '../../system/processes.ts';
import {runTool, type ToolFailure, toolLimitMs, toolOutputLimit} from '../../system/run-tool.ts';
import {sanitise} from '../../text/sanitise.ts';
import {scrub} from '../../text/scrub.ts';
import type {SigningError} from '../signing-key.ts';

/** What running a cloud's tool needs; each run gets a folder of its own in `folder`. */
export type KmsDeps = Pick<OwnFolderDeps, 'random'> & {
	readonly processes: Processes;
	readonly folder: string;
	readonly variables: Readonly<Record<string, string | undefined>>;
	readonly clock: Pick<Clock, 'sleep'>;
};

/** Failures that the words of a tool tell apart. */
type ToldKind = 'not-signed-in' | 'no-permission' | 'no-such-key' | 'wrong-key';

/** What is known of a cloud's tool. */
export type KmsTool = {
	readonly name: 'aws' | 'gcloud' | 'az';
	/** The service, as it calls itself. */
	readonly service: string;
	/** Variables that keep it from asking and from decorating what it writes. */
	readonly variables: Readonly<Record<string, string>>;
	/** What its words mean; the first that fits counts. */
	readonly told: ReadonlyArray<readonly [RegExp, ToldKind]>;
	readonly remedies: Readonly<Record<ToldKind | 'tool-missing', string>>;
};

/** Runs a cloud's tool and gives what it printed. */
export type RunKmsTool = (args: readonly string[]) => Promise<Result<Buffer, SigningError>>;

/** A tool that works in a fresh folder of its own, through which files come and go. */
export type KmsTask = {readonly run: RunKmsTool; readonly folder: string};

/** Makes the failure of a tool that did not do what was asked of it. */
export const toolFailed = (message: string, remedy: string) =>
	fail<SigningError>({kind: 'tool-failed', message, remedy});

const complaint = /^(?:ERROR:|An error occurred|aws: error)/u;

/** What a tool said went wrong: the line that begins like an error, or its last one. */
const wordsOf = (stderr: Buffer): string => {
	const lines = scrub(stderr.subarray(0, 65_536).toString('utf8'))
		.split(/\r?\n/u)
		.map(line => line.trim())
		.filter(line => line !== '');
	return sanitise(lines.find(line => complaint.test(line)) ?? lines.at(-1) ?? '', {graphemes: 300});
};

const messages = ({name, service}: KmsTool): Readonly<Record<ToldKind, string>> => ({
	'not-signed-in': `${name} is not signed in.`,
	'no-permission': `${service} does not let you do this with the key.`,
	'no-such-key': `${service} has no such key there.`,
	'wrong-key': 'This key can not be used to sign.',
});

const saidBy = (tool: KmsTool, code: number, stderr: Buffer): SigningError => {
	const words = wordsOf(stderr);
	const all = stderr.subarray(0, 65_536).toString('utf8');
	const [, kind] = tool.told.find(([shape]) => shape.test(all)) ?? [];
	const said = words === '' ? '' : ` It said: ${words}`;
	return kind
		? {kind, message: `${messages(tool)[kind]}${said}`, remedy: tool.remedies[kind]}
		: {
				kind: 'tool-failed',
				message: `${tool.name} ${code < 0 ? 'was ended by a signal' : `ended with exit code ${code}`}.${said}`,
				remedy: `Nothing was made of it. See whether ${tool.name} works by itself.`,
			};
};

const giveUp = ({name}: KmsTool, failure: ToolFailure): SigningError => {
	const remedy = `Run ${name} yourself to see what it does.`;
	const {kind} = failure;
	switch (kind) {
		case 'not-started':
			return {kind: 'tool-failed', message: failure.message, remedy};
		case 'no-answer':
			return {kind, message: `${name} did not end within ${toolLimitMs / 1000} seconds.`, remedy};
		case 'too-much-output':
			return {kind, message: `${name} wrote more than ${toolOutputLimit / 1024 ** 2} MiB.`, remedy};
		default:
			return {kind, message: 'Stopped.', remedy: `${name} was ended.`};
	}
};

/** Does some work with a cloud's tool, which is found in `PATH` by its absolute path and gets none of our variables. */
export const withKmsTool = async <T>(
	tool: KmsTool,
	deps: KmsDeps,
	signal: AbortSignal | undefined,
	work: (task: KmsTask) => Promise<Result<T, SigningError>>,
): Promise<Result<T, SigningError>> => {
	const {name, remedies} = tool;
	const program = findProgram(name, deps.variables['PATH']);
	if (program === undefined) {
		const message = `The command ${name} is not on this computer.`;
		return fail({kind: 'tool-missing', message, remedy: remedies['tool-missing']});
	}
	const noFolder = () => toolFailed(`The folder ${deps.folder} can not be used.`, 'See who may write there.');
	const made = await ensureFolder(deps.folder);
	if (!made.ok) return noFolder();
	// What was to be signed may lie there, with its signature.
	await sweepOwnFolders(deps.folder, deps.processes);
	const variables = {...childVariables(deps.variables), ...tool.variables};
	try {
		return await withOwnFolder(deps.folder, deps, async folder => {
			const run: RunKmsTool = async args => {
				const ended = await runTool(program, args, {variables, folder, clock: deps.clock, signal});
				if (!ended.ok) return fail(giveUp(tool, ended.error));
				const {code, stdout, stderr} = ended.value;
				return code === 0 ? ok(stdout) : fail(saidBy(tool, code, stderr));
			};
			return work({run, folder});
		});
	} catch (error) {
		if (error instanceof Error && 'code' in error) return noFolder();
		throw error;
	}
};
