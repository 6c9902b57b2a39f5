import {localSigningKey} from '../keys/local-signing-key.ts';
import type {ProjectName} from '../operations/access/standing.ts';
import type {OperationRecord} from '../operations/operations.ts';
import type {CreateProjectInput} from '../operations/project/create-project.ts';
import type {QuarantineInput} from '../operations/quarantine/quarantine-token.ts';
import type {Unlock} from '../operations/rotation/check-key.ts';
import type {RotateInput} from '../operations/rotation/rotate-key.ts';
import type {DeleteInput} from '../operations/token/delete-token.ts';
import type {WorkflowDeps} from '../operations/workflow-deps.ts';
import {makeSecret} from '../text/secret.ts';
import {broughtSource, keyPlanOf} from './brought-source.ts';
import type {Engine} from './engine.ts';
import {grantsOfDraft} from './grants-of-draft.ts';
import type {KeyChoice} from './key-choice.ts';
import {plannedRun, type RunView} from './run-view.ts';
import {type Begun, makeRunner} from './runner.ts';
import type {Slice} from './slice.ts';

export type OperationsState = {
	/** Operations that were interrupted and that no running program works on. */
	readonly interrupted: readonly OperationRecord[];
	readonly run: RunView | undefined;
	readonly loadOperations: () => Promise<void>;
	/** Makes the token of the draft. */
	readonly startCreate: () => Promise<void>;
	readonly startDelete: (input: DeleteInput) => Promise<void>;
	readonly startCreateProject: (input: CreateProjectInput) => Promise<void>;
	/** Changes the key of a token to the one that was chosen, with the passphrase that was typed for a new one. */
	readonly startRotate: (
		input: Pick<RotateInput, 'tokenId' | 'before' | 'mode'> & {readonly key: KeyChoice},
	) => Promise<void>;
	/** Shuts out whoever has the key of a token: by the one that was chosen for a swap, or by deleting the token. */
	readonly startQuarantine: (
		input: Pick<QuarantineInput, 'tokenId' | 'before'> & {
			readonly swap: KeyChoice | undefined;
			/** The projects that it is in, as far as they are known beforehand. */
			readonly projects: readonly ProjectName[];
		},
	) => Promise<void>;
	/** Brings an operation to its end; a rotation whose two keys work ends only with `finish`. */
	readonly resumeOperation: (
		id: string,
		options?: {readonly sendAgain?: boolean; readonly finish?: boolean},
	) => Promise<void>;
	/** Takes an operation back; with `keepKey` the key stays for another try. */
	readonly undoOperation: (id: string, options?: {readonly keepKey?: boolean}) => Promise<void>;
	/** Gives up a create that made nothing yet, and goes back to the wizard with all that was filled in and the same key. */
	readonly changeInput: () => Promise<void>;
	/** Stops waiting for whatever the run waits for; what was sent may still have happened. */
	readonly cancelRun: () => void;
};

/** Makes the part of the state that is about operations. */
export const operationsSlice: Slice<OperationsState> = (set, get, core) => {
	const {begin, watch, takeUp, end, cancel} = makeRunner(set, get, core);

	/** The keys that a person opened in this run, and those that need no passphrase. */
	const unlockWith =
		({unlockPlain}: Engine, {keyStore}: WorkflowDeps): Unlock =>
		async print =>
			core.opened.get(print) ?? unlockPlain(keyStore)(print);

	/** The key that was chosen for a token: how it is opened, and kept open once it is in use. */
	const chosenKey = ({engine, bench, deps, signal}: Begun, key: KeyChoice) => {
		const unlockHere = unlockWith(engine, deps);
		const brought = broughtSource(engine, key);
		if (brought) return {source: brought, unlock: unlockHere, keep: async () => undefined};
		const keyPair = bench.keyGenerator.generate(key.algorithm, signal);
		const passphrase = core.secrets.get('new-key-passphrase');
		const unlock: Unlock = async print => {
			const made = await keyPair;
			return made.thumbprint === print ? localSigningKey(made.privateKey) : unlockHere(print);
		};
		const keep = async () => {
			const made = await keyPair.catch(() => undefined);
			if (made) core.opened.put(made.thumbprint, localSigningKey(made.privateKey));
		};
		return {source: {keyPair, passphrase: passphrase ? makeSecret(passphrase) : undefined}, unlock, keep};
	};

	return {
		interrupted: [],
		run: undefined,
		async loadOperations() {
			const {era} = core;
			const {service, operationsOf} = await core.bench();
			const session = service.session();
			if (!session) return;
			const records = await operationsOf(session).list();
			if (era === core.era) set({interrupted: records.filter(({status}) => status === 'interrupted')});
		},
		async startCreate() {
			const {draft} = get();
			const {algorithm} = draft;
			const grants = grantsOfDraft(draft);
			const name = draft.name.trim();
			const begun = await begin(({planCreate}) =>
				plannedRun('create', 'Making the token', planCreate(grants, keyPlanOf(draft))),
			);
			if (!begun) return;
			const brought = broughtSource(begun.engine, draft);
			if (brought) {
				const input = {name, grants, ...brought};
				await end(await watch(begun.engine.createToken(begun.deps, input, begun.signal)));
				return;
			}
			const keyPair = core.keyDraft?.pair ?? begun.bench.keyGenerator.generate(algorithm, begun.signal);
			const passphrase = core.secrets.get('passphrase');
			const input = {
				name,
				keyPair,
				passphrase: passphrase ? makeSecret(passphrase) : undefined,
				grants,
			};
			const outcome = await watch(begun.engine.createToken(begun.deps, input, begun.signal));
			if (outcome.kind === 'created')
				core.opened.put(outcome.intent.thumbprint, localSigningKey((await keyPair).privateKey));
			await end(outcome);
		},
		async startDelete(input) {
			const begun = await begin(({planDelete}) =>
				plannedRun('delete', 'Deleting the token', planDelete(input)),
			);
			if (begun) await end(await watch(begun.engine.deleteToken(begun.deps, input, begun.signal)));
		},
		async startCreateProject(input) {
			const begun = await begin(({planCreateProject}) =>
				plannedRun('create-project', 'Making the project', planCreateProject),
			);
			if (!begun) return;
			const outcome = await watch(begun.engine.createProject(begun.deps, input, begun.signal));
			// What stays open is gone on with as an operation: sent from the form again it would be made twice.
			if (outcome.kind === 'stopped' && outcome.operationId !== undefined) set({projectForm: undefined});
			await end(outcome);
		},
		async startRotate({tokenId, before, mode, key}) {
			const begun = await begin(({planRotate}) =>
				plannedRun('rotate', 'Rotating the key', planRotate(mode, keyPlanOf(key))),
			);
			if (!begun) return;
			const {engine, deps, signal} = begun;
			const {source, unlock, keep} = chosenKey(begun, key);
			const input = {tokenId, before, mode, ...source};
			const outcome = await watch(engine.rotateKey({...deps, unlock}, input, signal));
			if (outcome.kind !== 'stopped') await keep();
			await end(outcome);
		},
		async startQuarantine({tokenId, before, swap, projects}) {
			const rights = projects.map(project => ({project}));
			const begun = await begin(({planQuarantine}) => {
				const plan = planQuarantine({rights, isSwap: swap !== undefined}, swap && keyPlanOf(swap));
				return plannedRun('quarantine', 'Shutting out the leaked key', plan);
			});
			if (!begun) return;
			const {engine, deps, signal} = begun;
			if (!swap) {
				const unlock = unlockWith(engine, deps);
				await end(await watch(engine.quarantineToken({...deps, unlock}, {tokenId, before}, signal)));
				return;
			}
			const {source, unlock, keep} = chosenKey(begun, swap);
			const input = {tokenId, before, swap: source};
			const outcome = await watch(engine.quarantineToken({...deps, unlock}, input, signal));
			if (outcome.kind !== 'stopped') await keep();
			await end(outcome);
		},
		async resumeOperation(id, {sendAgain = false, finish = false} = {}) {
			const title = finish ? 'Finishing the rotation' : 'Go on with what was interrupted';
			const taken = await takeUp(id, {kind: 'resume', title}, (engine, {intent, progress}) =>
				engine.planResume(intent, {finish, progress}),
			);
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			const unlock = unlockWith(engine, deps);
			await end(await watch(engine.resumeOperation(deps, operation, {signal, sendAgain, finish, unlock})));
		},
		async undoOperation(id, {keepKey = false} = {}) {
			const taken = await takeUp(id, {kind: 'undo', title: 'Take it back'}, () => []);
			if (!taken) return;
			const {engine, operation, deps, signal} = taken;
			await end(await watch(engine.undoOperation(deps, operation, {signal, keepKey})));
		},
		async changeInput() {
			const stopped = get().run;
			if (stopped?.operationId !== undefined) {
				await get().undoOperation(stopped.operationId, {keepKey: true});
				// The operation must not be offered any more while its input is changed.
				if (get().run?.status !== 'done') return;
			}
			if (stopped?.kind === 'create-project') {
				get().replace({name: 'project-form'});
				return;
			}
			get().editDraft({page: 'name'});
			get().replace({name: 'create'});
		},
		cancelRun: cancel,
	};
};
