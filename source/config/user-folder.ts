import path from 'node:path';
import type {Environment} from './environments.ts';
import type {Paths} from './paths.ts';

/** The folder of what belongs to one environment, its session among it. */
export const environmentFolder = ({environments}: Paths, {folder}: Environment): string =>
	path.join(environments, folder);

/** The folder of what belongs to one user of an environment; `sub` is the service's own id of the user. */
export const userFolder = (paths: Paths, environment: Environment, {sub}: {readonly sub: string}): string =>
	path.join(environmentFolder(paths, environment), sub.replace(/[^\w-]+/g, '-').slice(0, 64) || 'user');
