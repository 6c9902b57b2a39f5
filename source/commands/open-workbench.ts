import {findPaths} from '../config/paths.ts';
import {makeWorkbench, type Workbench} from '../operations/workbench.ts';
import {ok, type Result} from '../result.ts';
import {chooseEnvironment} from './choose-environment.ts';
import type {Context} from './command.ts';
import type {CommandError} from './command-error.ts';

/** Opens the chosen environment, whether or not somebody is signed in there; says which it is. */
export const openWorkbench = (context: Context): Result<Workbench, CommandError> => {
	const {host, isReadOnly, voice} = context;
	const environment = chooseEnvironment(context);
	if (!environment.ok) return environment;
	const paths = findPaths(host.variables, host.workingDirectory);
	const onProblem = (message: string) => voice.warn(message);
	return ok(makeWorkbench(environment.value, paths, host.effects, host.version, {onProblem, isReadOnly}));
};
