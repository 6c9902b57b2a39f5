import {join} from 'node:path';
import * as v from 'valibot';
import {makeHttp} from '../../api/http.ts';
import {clientRelease} from '../../auth/client-release.ts';
import {sessionAuthorization} from '../../auth/session-authorization.ts';
import type {Session} from '../../auth/session-store.ts';
import type {Environment} from '../../config/environments.ts';
import {findPaths} from '../../config/paths.ts';
import {serviceFetch} from '../../config/service-fetch.ts';
import {slugOf} from '../../keys/slug.ts';
import type {ProbeDeps} from '../../operations/contract/ask.ts';
import {contractReport} from '../../operations/contract/contract-report.ts';
import {noteHeaders} from '../../operations/contract/note-headers.ts';
import {probeContract} from '../../operations/contract/probe-contract.ts';
import {readOnlySentence} from '../../operations/read-only.ts';
import {makeWorkbench, type Workbench} from '../../operations/workbench.ts';
import {fail, ok, type Result} from '../../result.ts';
import {createFile} from '../../system/create-file.ts';
import {jsonText} from '../../text/json-text.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {
	type CommandError,
	failedError,
	interruptedError,
	requestError,
	usageError,
} from '../command-error.ts';
import {runSteps} from '../run-steps.ts';
import {stoppedError} from '../stopped-error.ts';
import {contractText} from './contract-text.ts';

/** Has the person agree: what is going to be done stands before the question. */
const consent = async (
	{name, portalUrl}: Environment,
	{flags, prompt, voice}: Context,
): Promise<Result<void, CommandError>> => {
	if (flags.has('yes')) return ok(undefined);
	if (!prompt) return fail(usageError('--contract needs --yes where nobody can be asked.'));
	voice.say(
		`About 40 requests go to ${portalUrl} (${name}), as you. First they read: your tokens' first page,`,
	);
	voice.say(
		"your active project's principals, who you are. Then a token pat-tui-contract-probe-… is made, changed",
	);
	voice.say('and deleted; it is in no project. What was found is saved here, without secrets and ids.');
	const typed = await prompt.line('Type "probe" to go on:');
	if (!typed.ok) return typed;
	return typed.value === 'probe' ? ok(undefined) : fail(interruptedError('Nothing was sent.'));
};

/** Gives the kept session, which must still count; nobody is signed in for this. */
const countingSession = async (
	{environment, service}: Workbench,
	signal: AbortSignal,
): Promise<Result<Session, CommandError>> => {
	const session = await service.restore();
	if (!session) {
		const message = `Nobody is signed in to ${environment.name}.`;
		return fail(failedError({kind: 'signed-out', message}, 'Sign in with `pat-tui start`, then ask again.'));
	}
	const known = await service.http.send({
		method: 'GET',
		url: `${environment.portalUrl}/api/whoami`,
		schema: v.unknown(),
		authorization: sessionAuthorization(environment, session),
		signal,
	});
	return known.ok ? ok(session) : fail(requestError(known.error));
};

const probeDeps = (
	{environment, service}: Workbench,
	session: Session,
	{host, signal}: Context,
): ProbeDeps => {
	const {effects, version, variables} = host;
	const {sandbox} = findPaths(variables, host.workingDirectory);
	const noted = noteHeaders(serviceFetch(environment, {...effects, sandboxFolder: sandbox}));
	const agent = {'user-agent': `pat-tui/${version}`};
	const withVersion = {...agent, 'affinidi-cli-version': clientRelease(variables)};
	const {clock, random} = effects;
	const httpWith = (headers: Readonly<Record<string, string>>) =>
		makeHttp({fetch: noted.fetch, clock, random, headers});
	return {
		service,
		http: httpWith(withVersion),
		httpWithoutVersion: httpWith(agent),
		session: sessionAuthorization(environment, session),
		headers: noted.facts,
		clock,
		random,
		signal,
	};
};

/** Asks the chosen service what the contract leaves open, and saves the answers in the working directory (0600). */
export const runContract: Run = async context => {
	const {host, isReadOnly, signal, voice} = context;
	if (isReadOnly) {
		return fail(failedError({kind: 'read-only', message: readOnlySentence}, 'Nothing was asked or sent.'));
	}
	const chosen = chooseEnvironment(context);
	if (!chosen.ok) return chosen;
	const environment = chosen.value;
	const {effects, variables, version, workingDirectory} = host;
	const paths = findPaths(variables, workingDirectory);
	const workbench = makeWorkbench(environment, paths, effects, version, {onProblem: voice.warn});
	const session = await countingSession(workbench, signal);
	if (!session.ok) return session;
	const agreed = await consent(environment, context);
	if (!agreed.ok) return agreed;
	const probe = probeDeps(workbench, session.value, context);
	const {service, keyStore, operationsOf} = workbench;
	const {clock, random} = effects;
	const deps = {service, keyStore, operations: operationsOf(session.value), clock, random, probe};
	const {outcome} = await runSteps(probeContract(deps), voice);
	if (outcome.kind === 'stopped') return fail(stoppedError(outcome.failure, outcome.operationId));
	const {operationId} = outcome;
	const now = clock.now();
	const report = contractReport(outcome.answers, {
		version,
		clientRelease: clientRelease(variables),
		now,
		environment,
		headers: probe.headers,
		isTokenGone: operationId === undefined,
	});
	if (operationId !== undefined) {
		voice.warn(`The throw-away token may still be there: \`pat-tui operation resume ${operationId}\`.`);
	}
	const moment = report.at.replaceAll(/[-:]|\.\d+/gu, '');
	const file = join(workingDirectory, `pat-tui-contract-${slugOf(environment.name)}-${moment}.json`);
	const saved = await createFile(file, `${jsonText(report, 2)}\n`, {random});
	if (!saved.ok) {
		voice.warn(`The report is not saved: ${saved.error.message}`);
	}
	return ok({
		kind: 'value',
		value: {...report, ...(saved.ok && {file})},
		text: view => contractText(report, saved.ok ? file : undefined, view),
		isNegative: !saved.ok || operationId !== undefined,
	});
};
