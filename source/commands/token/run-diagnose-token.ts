import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {largestEnvFile} from '../../exports/read-dotenv.ts';
import {sdks} from '../../exports/sdks.ts';
import {diagnoseEnv} from '../../operations/diagnose/diagnose-env.ts';
import {fail, ok, type Result} from '../../result.ts';
import {readError} from '../../system/file-error.ts';
import {isUuid} from '../../text/is-uuid.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError, interruptedError, usageError} from '../command-error.ts';
import {openWorkbench} from '../open-workbench.ts';
import {diagnosedAnswer} from './diagnosed-answer.ts';

const readEnvFile = async (
	file: string,
	{host: {workingDirectory}}: Context,
): Promise<Result<string, CommandError>> => {
	const path = resolve(workingDirectory, file);
	const chunks: Buffer[] = [];
	try {
		// Opened as any program would, for `-f <(command)` is a pipe behind a symbolic link.
		for await (const chunk of createReadStream(path, {end: largestEnvFile})) chunks.push(Buffer.from(chunk));
	} catch (error) {
		return fail(failedError(readError(error, path), 'Check the path given with -f (--file).'));
	}
	const bytes = Buffer.concat(chunks);
	if (bytes.length > largestEnvFile) return fail(usageError('-f (--file): the file is larger than 64 KiB.'));
	return ok(bytes.toString('utf8'));
};

const nameOf = (flags: Context['flags']): Result<string, CommandError> => {
	const [name, nodes] = [flags.text('file'), flags.text('env-file')];
	if (name !== undefined && nodes !== undefined) {
		return fail(usageError('-f (--file) and --env-file exclude each other.'));
	}
	const given = name ?? nodes;
	return given === undefined ? fail(usageError('-f (--file) is missing.')) : ok(given);
};

/** Says what is wrong with an application's `.env` file; exit code 1 when anything is. Asks nobody, and signs nobody in. */
export const runDiagnoseToken: Run = async context => {
	const {flags, host, signal, voice} = context;
	const name = nameOf(flags);
	if (!name.ok) return name;
	// Node takes this flag for its own wherever it stands, before any line of this program runs.
	if (flags.has('env-file')) {
		voice.warn('Node.js obeys NODE_OPTIONS in the file of --env-file: use -f for a file you do not trust.');
	}
	const projectId = flags.text('project');
	if (projectId !== undefined && !isUuid(projectId))
		return fail(usageError('--project: not the id of a project.'));
	const text = await readEnvFile(name.value, context);
	if (!text.ok) return text;
	const workbench = openWorkbench(context);
	if (!workbench.ok) return workbench;
	const {service} = workbench.value;
	const isSignedIn = (await service.restore()) !== undefined;
	const {clock, random} = host.effects;
	const checks = await diagnoseEnv({service, clock, random}, text.value, {
		sdk: sdks.find(({id}) => id === flags.text('as')),
		projectId,
		isSignedIn,
		signal,
		onStep: event => voice.progress(event),
	});
	return signal.aborted ? fail(interruptedError()) : ok(diagnosedAnswer(checks));
};
