import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {allPages} from '../../source/api/pages.ts';
import {makeKeyGenerator} from '../../source/keys/generate.ts';
import type {KeyPair} from '../../source/keys/key-pair.ts';
import {makeKeyStore} from '../../source/keys/key-store.ts';
import type {Grant} from '../../source/operations/intent.ts';
import type {JournalFiles} from '../../source/operations/journal.ts';
import {makeOperations} from '../../source/operations/operations.ts';
import type {StepEvent, Workflow} from '../../source/operations/step.ts';
import type {CreateInput} from '../../source/operations/token/create-token.ts';
import type {WorkflowDeps} from '../../source/operations/workflow-deps.ts';
import {presetRights} from '../../source/policies/policy-for.ts';
import type {Variants} from '../../source/sandbox/variant-table.ts';
import {systemProcesses} from '../../source/system/processes.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Ending} from '../fixtures/a-served-sandbox.ts';
import {aService} from '../fixtures/a-service.ts';

/** Runs a workflow to its end and gives its outcome, with what was seen on the way. */
export const run = async <Outcome>(
	workflow: Workflow<Outcome>,
): Promise<{readonly outcome: Outcome; readonly events: readonly StepEvent[]}> => {
	const events: StepEvent[] = [];
	for (;;) {
		const next = await workflow.next();
		if (next.done) return {outcome: next.value, events};
		events.push(next.value);
	}
};

type AnInput = CreateInput & {readonly keyPair: KeyPair};

const keys = makeKeyGenerator();
let made = 0;

/** What the folder of one user's home holds, as the program lays it out. */
export const foldersIn = (home: string) => ({
	keys: join(home, 'keys'),
	operations: join(home, 'user', 'operations'),
});

/** A served sandbox with a signed-in user, three projects, and everything that the workflows work with. */
export const aWorkshop = async (t: Ending, files?: JournalFiles, variants?: Partial<Variants>) => {
	const served = await aService(t, {...(variants && {variants})});
	const {service, clock, home} = served;
	const signedIn = await service.signIn();
	if (!signedIn.ok) throw new Error(signedIn.error.kind);
	const projects: {readonly id: string; readonly name: string}[] = [];
	for (const name of ['Alpha', 'Beta', 'Active']) {
		const project = await service.portal.createProject({name});
		if (!project.ok) throw new Error(project.error.message);
		projects.push({id: project.value.value.id, name});
	}
	const [alpha, beta, active] = projects;
	if (!alpha || !beta || !active) throw new Error('no projects');

	const folders = foldersIn(home);
	const keyStore = makeKeyStore({folder: folders.keys, clock, random: systemRandom});
	const operationsWith = (journalFiles?: JournalFiles) =>
		makeOperations(folders.operations, {
			clock,
			processes: systemProcesses,
			random: systemRandom,
			...(journalFiles && {files: journalFiles}),
		});
	const operations = operationsWith(files);
	const deps: WorkflowDeps = {service, operations, keyStore, clock, random: systemRandom};

	const issuing = presetRights('issue', alpha.id);
	/** Rights in one project, membership without rights in another; the session's active project is neither. */
	const grants: readonly Grant[] = [
		{
			projectId: alpha.id,
			projectName: alpha.name,
			actions: [...issuing.actions],
			resources: [...issuing.resources],
		},
		{projectId: beta.id, projectName: beta.name, actions: [], resources: []},
	];

	const anInput = async (more: Partial<AnInput> = {}): Promise<AnInput> => {
		made += 1;
		return {name: `token-${process.pid}-${made}`, keyPair: await keys.generate('ES256'), grants, ...more};
	};

	const tokensNow = async () => {
		const tokens = await allPages(service.iam.listTokens());
		if (!tokens.ok) throw new Error(tokens.error.message);
		return tokens.value;
	};

	return {
		...served,
		deps,
		grants,
		projects: {alpha, beta, active},
		folders,
		operationsWith,
		anInput,
		tokensNow,
		/** Takes tokens, keys and operations away, so that one round leaves nothing to the next. */
		async clear() {
			for (const {id} of await tokensNow()) await service.iam.deleteToken(id);
			for (const folder of Object.values(folders)) await rm(folder, {recursive: true, force: true});
		},
		/** The names of what is left in the folder of operations, journals of ended ones excepted. */
		async leftOvers() {
			const names = await readdir(folders.operations).catch(() => []);
			return names.filter(name => !name.endsWith('.jsonl'));
		},
	};
};
export type Workshop = Awaited<ReturnType<typeof aWorkshop>>;
