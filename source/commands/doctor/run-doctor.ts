import path from 'node:path';
import {clientRelease} from '../../auth/client-release.ts';
import {mayUseKeyring} from '../../auth/may-use-keyring.ts';
import {sessionFileIn} from '../../auth/session-file.ts';
import type {Environment} from '../../config/environments.ts';
import {findPaths, type Paths} from '../../config/paths.ts';
import {readSessionStoreChoice} from '../../config/settings.ts';
import {environmentFolder, userFolder} from '../../config/user-folder.ts';
import {checkKeptPath, type KeptPath} from '../../operations/doctor/check-kept-path.ts';
import {checkKeyring} from '../../operations/doctor/check-keyring.ts';
import {checkKeys} from '../../operations/doctor/check-keys.ts';
import {checkNode} from '../../operations/doctor/check-node.ts';
import {checkOperations} from '../../operations/doctor/check-operations.ts';
import {checkService} from '../../operations/doctor/check-service.ts';
import {checkSession} from '../../operations/doctor/check-session.ts';
import {checkTools} from '../../operations/doctor/check-tools.ts';
import type {Finding} from '../../operations/doctor/finding.ts';
import {makeWorkbench, type Workbench} from '../../operations/workbench.ts';
import {fail, ok} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Context, Run} from '../command.ts';
import {usageError} from '../command-error.ts';
import {checkTerminal} from './check-terminal.ts';
import {doctorAnswer} from './doctor-answer.ts';
import {runContract} from './run-contract.ts';

const keptPaths = (paths: Paths, environment: Environment): readonly KeptPath[] => [
	{id: 'folder-settings', title: 'Settings', path: paths.config, kind: 'folder'},
	{id: 'folder-keys', title: 'Key store', path: paths.keys, kind: 'folder'},
	{id: 'folder-data', title: 'Data', path: environmentFolder(paths, environment), kind: 'folder'},
	{id: 'file-settings', title: 'Settings', path: path.join(paths.config, 'config.json'), kind: 'file'},
	{
		id: 'file-session',
		title: 'Session file',
		path: sessionFileIn(environmentFolder(paths, environment)),
		kind: 'file',
	},
	{id: 'file-activity', title: 'Activity', path: paths.activity, kind: 'file'},
];

const serviceFindings = async (
	{environment, service}: Workbench,
	{host, signal}: Context,
): Promise<readonly Finding[]> => {
	if (environment.embedded) {
		const detail = 'inside this program: no network, and the same clock';
		return [{id: 'service', title: 'Service', status: 'ok', detail}];
	}
	const {effects, variables} = host;
	return checkService(environment, {http: service.http, clock: effects.clock, variables, signal});
};

const userFindings = async (
	{environment, service, operationsOf}: Workbench,
	paths: Paths,
	{host, signal}: Context,
): Promise<readonly Finding[]> => {
	const session = await service.restore();
	const checked = await checkSession(service, session, service.custody(), signal);
	if (!session) return [checked];
	const folder = path.join(userFolder(paths, environment, session.user), 'operations');
	const operations = await checkOperations(operationsOf(session), folder, host.effects.clock.now());
	return [checked, ...operations];
};

const versionFindings = ({host}: Context): readonly Finding[] => [
	{id: 'version', title: 'pat-tui', status: 'ok', detail: host.version},
	{
		id: 'client-release',
		title: 'Client release',
		status: 'ok',
		detail: `the service is told affinidi-cli-version ${clientRelease(host.variables)}`,
	},
];

/** Checks what pat-tui stands on, from Node to the service; signs nobody in, and changes nothing. */
export const runDoctor: Run = async context => {
	const {flags, host} = context;
	if (flags.has('yes') && !flags.has('contract')) return fail(usageError('--yes needs --contract.'));
	if (flags.has('contract')) return runContract(context);
	const environment = chooseEnvironment(context);
	if (!environment.ok) return environment;
	const {effects, variables} = host;
	const paths = findPaths(variables, host.workingDirectory);
	const workbench = makeWorkbench(environment.value, paths, effects, host.version);
	const now = effects.clock.now();
	const found = await Promise.all([
		[...versionFindings(context), checkNode(process.versions.node)],
		checkTerminal(host),
		Promise.all(keptPaths(paths, environment.value).map(checkKeptPath)),
		checkKeys(workbench.keyStore, paths.keys, now),
		Promise.all([
			checkKeyring(
				effects.keyring,
				mayUseKeyring(environment.value, variables) ? readSessionStoreChoice(paths.config) : 'file',
			),
		]),
		userFindings(workbench, paths, context),
		serviceFindings(workbench, context),
		checkTools(variables),
	]);
	return ok(doctorAnswer(found.flat()));
};
