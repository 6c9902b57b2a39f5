import {join} from 'node:path';
import * as v from 'valibot';
import type {Clock} from '../system/clock.ts';
import type {Random} from '../system/random.ts';
import {Member} from './member.ts';
import {Project} from './project.ts';
import {makeAtomicFiles} from './records/atomic-files.ts';
import {type Collection, makeCollection} from './records/collection.ts';
import {makeLocks} from './records/locks.ts';
import {Session} from './session.ts';
import {SignIn} from './sign-in.ts';
import {TokenRecord} from './token.ts';
import {User} from './user.ts';

const UsedAssertion = v.object({expiresAt: v.number()});

/** The names of the folders a sandbox keeps in its directory. */
export const stateFolders = [
	'users',
	'sessions',
	'sign-ins',
	'projects',
	'members',
	'tokens',
	'assertions',
	'locks',
	'temporary',
] as const;

/** Opens the data of a sandbox's directory; reads and makes nothing yet. */
export const openState = (
	directory: string,
	{clock, random}: {readonly clock: Clock; readonly random: Random},
) => {
	const folderOf = (name: (typeof stateFolders)[number]) => name;
	const files = makeAtomicFiles(join(directory, folderOf('temporary')));
	const locks = makeLocks({folder: join(directory, folderOf('locks')), files, clock, random});
	const needs = {directory, files, locks};
	return {
		directory,
		files,
		users: makeCollection(folderOf('users'), User, needs),
		sessions: makeCollection(folderOf('sessions'), Session, needs),
		signIns: makeCollection(folderOf('sign-ins'), SignIn, needs),
		projects: makeCollection(folderOf('projects'), Project, needs),
		tokens: makeCollection(folderOf('tokens'), TokenRecord, needs),
		/** Client assertions that were used, by the hash of their client and `jti`. */
		assertions: makeCollection(folderOf('assertions'), UsedAssertion, needs),
		/** The members of one project. */
		membersOf: (projectId: string): Collection<Member> =>
			makeCollection(join(folderOf('members'), projectId), Member, needs),
		/** Runs work that spans several records while no other such work of that name runs, in any process. */
		exclusively: locks.hold,
	};
};
export type State = ReturnType<typeof openState>;
