import {fail, ok, type Result} from '../result.ts';
import {memberKey} from './member.ts';
import {policyOf} from './policy.ts';
import {type CreateProjectInput, type Project, projectTime} from './project.ts';
import {projectLimitReached, type Refusal} from './refusal.ts';
import type {Service} from './service.ts';
import type {State} from './state.ts';
import {sandboxEmail, type User} from './user.ts';

/** The most projects a user may have. */
export const projectLimit = 10;

// Counting and making must not be torn apart by another process doing the same.
const lockName = 'accounts';

const addProject = async ({state, clock, random}: Service, ownerId: string, input: CreateProjectInput) => {
	const id = random.uuid();
	const now = projectTime(clock.now());
	const project: Project = {
		id,
		name: input.name,
		ownerId,
		...(input.description !== undefined && {description: input.description}),
		identityVerificationEnabled: false,
		createdAt: now,
		updatedAt: now,
	};
	const owner = {principalId: ownerId, principalType: 'user'} as const;
	// The owner first: a project that a killed process leaves behind is never without one.
	await state.membersOf(id).create(memberKey(owner), {principal: owner, policy: policyOf(id, owner, '*')});
	await state.projects.create(id, project);
	return project;
};

/** Lists a user's projects, oldest first. */
export const projectsOf = async (
	{state}: Pick<Service, 'state'>,
	ownerId: string,
): Promise<readonly Project[]> => {
	const all = await state.projects.all();
	return all
		.map(([, project]) => project)
		.filter(project => project.ownerId === ownerId)
		.sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1));
};

/** Makes a project for a user, who is its owner and first member, unless they have all they may have. */
export const createProject = async (
	service: Service,
	ownerId: string,
	input: CreateProjectInput,
): Promise<Result<Project, Refusal>> =>
	service.state.exclusively(lockName, async () => {
		const own = await projectsOf(service, ownerId);
		return own.length < projectLimit
			? ok(await addProject(service, ownerId, input))
			: fail(projectLimitReached(projectLimit));
	});

const allUsers = async ({users}: State): Promise<readonly User[]> =>
	(await users.all()).map(([, user]) => user);

/** Lists the addresses of all who have ever signed in, and the one used unless told; that one is first. */
export const knownEmails = async ({state}: Pick<Service, 'state'>): Promise<readonly string[]> => {
	const emails = (await allUsers(state)).map(({email}) => email).filter(email => email !== sandboxEmail);
	return [sandboxEmail, ...emails.sort()];
};

/** Finds the user of an address; at their first sign-in makes them, with a default project. */
export const ensureUser = async (service: Service, email = sandboxEmail): Promise<User> =>
	service.state.exclusively(lockName, async () => {
		const known = (await allUsers(service.state)).find(user => user.email === email);
		if (known !== undefined) return known;
		const sub = service.random.uuid();
		const project = await addProject(service, sub, {name: 'Default Project'});
		const user = {sub, email, defaultProjectId: project.id};
		await service.state.users.create(sub, user);
		return user;
	});
