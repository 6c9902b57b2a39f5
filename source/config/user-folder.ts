import path from 'node:path';
import {shortSha256} from '../system/short-sha256.ts';
import type {Environment} from './environments.ts';
import type {Paths} from './paths.ts';

/** The folder of what belongs to one environment, its session among it. */
export const environmentFolder = ({environments}: Paths, {folder}: Environment): string =>
	path.join(environments, folder);

// Some disks don't tell capitals apart, so an id with any is no plain name.
const plainName = /^[\da-z_-]{1,64}$/;

const nameOf = (sub: string): string =>
	plainName.test(sub) ? sub : `${sub.replace(/[^\w-]+/g, '-').slice(0, 24)}.${shortSha256(sub)}`;

/** The folder of what belongs to one user of an environment, shared by no other; `sub` is the service's own id of the user. */
export const userFolder = (paths: Paths, environment: Environment, {sub}: {readonly sub: string}): string =>
	path.join(environmentFolder(paths, environment), nameOf(sub));
