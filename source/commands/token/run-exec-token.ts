import {isAbsolute, resolve, sep} from 'node:path';
import {exportVariables} from '../../exports/export-variables.ts';
import {storedKeyOf} from '../../operations/token/stored-keys.ts';
import {exportValuesOf} from '../../operations/token/token-export.ts';
import {fail, ok, type Result} from '../../result.ts';
import {childVariables} from '../../system/child-variables.ts';
import {findProgram} from '../../system/find-program.ts';
import {runChild} from '../../system/run-child.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context, Run} from '../command.ts';
import {type CommandError, failedError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {chooseProject} from './choose-project.ts';
import {fetchToken} from './fetch-token.ts';
import {openStoredKey} from './open-stored-key.ts';
import {projectOf} from './project-flag.ts';
import {tokenIdOf} from './token-id.ts';

const programOf = ({host, operands: [name = '']}: Context): Result<string, CommandError> => {
	const {variables, workingDirectory} = host;
	// As a shell does it: a name is looked up, a path is taken from here.
	const isPath = isAbsolute(name) || name.includes('/') || name.includes(sep);
	const found = findProgram(isPath ? resolve(workingDirectory, name) : name, variables['PATH']);
	if (found !== undefined) return ok(found);
	const message = `There is no program ${sanitise(name, {graphemes: 200})} that could be run.`;
	return fail(
		failedError({kind: 'no-program', message}, 'Nothing was sent. Check its name, or give its path.'),
	);
};

/** Adds the variables of the application; those that are not handed on must not come from somewhere else either. */
const withExported = (
	variables: Readonly<Record<string, string>>,
	exported: ReturnType<typeof exportVariables>,
): Record<string, string> => {
	const kept = Object.entries(variables).filter(([name]) => !Object.hasOwn(exported, name));
	const added = Object.entries(exported).flatMap(([name, value]) =>
		value === undefined ? [] : [[name, value]],
	);
	return Object.fromEntries([...kept, ...added]);
};

/** Runs a program with a token's key and addresses in its environment; its exit code becomes this one's. */
export const runExecToken: Run = async context => {
	const {host, flags, operands, prompt, voice, signal} = context;
	const program = programOf(context);
	if (!program.ok) return program;
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const wanted = await projectOf(context);
	if (!wanted.ok) return wanted;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, environment} = session.value;
	const token = await fetchToken(deps, tokenId.value, signal);
	if (!token.ok) return token;
	const key = await storedKeyOf(token.value, deps.keyStore);
	if (!key.ok) return fail({kind: 'failed', failure: key.error});
	const project = await chooseProject(tokenId.value, deps, {wanted: wanted.value, signal});
	if (!project.ok) return project;
	// Opened once, so that no application is handed a passphrase that does not fit.
	const opened = await openStoredKey(key.value, deps.keyStore, context);
	if (!opened.ok) return opened;
	const values = await exportValuesOf(
		{environment, keyStore: deps.keyStore},
		{
			token: token.value,
			key: key.value,
			projectId: project.value?.id,
			passphrase: opened.value.passphrase,
		},
	);
	if (!values.ok) return fail({kind: 'failed', failure: values.error});
	if (environment.embedded) {
		voice.note('An application reaches the sandbox only while `pat-tui sandbox` runs.');
	}
	await voice.finish();
	// What is typed from here on is the program's.
	prompt?.close();
	const ran = await runChild(program.value, operands.slice(1), {
		variables: withExported(childVariables(host.variables), exportVariables(values.value)),
		hasTerminal: host.stdin.isTTY,
		hasInput: !flags.has('passphrase-stdin'),
	});
	return ran.ok
		? ok({kind: 'ended', code: ran.value})
		: fail(failedError(ran.error, 'Check that it is a program of this system.'));
};
