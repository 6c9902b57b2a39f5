import type {Token} from '../api/token.ts';
import type {TokenState} from '../operations/intent.ts';
import {sanitise} from '../text/sanitise.ts';
import {nameProblem} from './draft-checks.ts';
import {apiFailure, type Failure, stepFailure} from './failure.ts';
import type {Slice} from './slice.ts';

/** A token that is being given another name; a token has no description that the service would tell (contract 2.2). */
export type RenameForm = {
	readonly tokenId: string;
	/** The token as it was read for this; undefined until then. */
	readonly token?: Token;
	readonly name: string;
	/** Whether the person tried to go on, so that what is wrong is said and not only hinted at. */
	readonly isTried: boolean;
	readonly status: 'reading' | 'typing' | 'sending';
	readonly failure?: Failure | undefined;
	/** The operation that stays open when it failed. */
	readonly operationId?: string | undefined;
};

export type RenameState = {
	readonly renameForm: RenameForm | undefined;
	/** A rename that can be taken back until then (milliseconds since the epoch). */
	readonly renamed:
		| {readonly tokenId: string; readonly from: string; readonly to: string; readonly until: number}
		| undefined;
	/** Opens the form, and reads the token as it is now. */
	readonly beginRenameToken: (tokenId: string) => Promise<void>;
	readonly editRename: (name: string) => void;
	/** Sends the new name, or says what keeps it from being sent. */
	readonly submitRename: () => Promise<void>;
	/** Gives the last renamed token its old name again, unless somebody changed it since. */
	readonly takeBackRename: () => Promise<void>;
};

// How long a rename can be taken back (ux, rule 6).
const renameBackMs = 15_000;

/** Says what is wrong with the name of the form, or undefined; one that is left as it was is not sent, and may be anything. */
export const renameProblem = ({name, token}: RenameForm): string | undefined =>
	token && name === token.name ? undefined : nameProblem(name)?.text;

/** Makes the part of the state that is about renaming tokens. */
export const renameSlice: Slice<RenameState> = (set, get, core) => {
	let rounds = 0;

	const edit = (change: Partial<RenameForm>) =>
		set(({renameForm}) => (renameForm ? {renameForm: {...renameForm, ...change}} : {}));

	const offerBack = (tokenId: string, from: string, to: string) => {
		const mine = ++rounds;
		const {clock} = core.effects;
		set({renamed: {tokenId, from, to, until: clock.now() + renameBackMs}});
		void clock.sleep(renameBackMs).then(() => {
			if (mine === rounds) set({renamed: undefined});
		});
	};

	/** Sends a change of name as an operation of its own; undefined when the user was forgotten meanwhile. */
	const send = async (tokenId: string, before: TokenState, wanted: TokenState) => {
		const {era} = core;
		const [engine, {service, keyStore, operationsOf}] = await Promise.all([core.engine(), core.bench()]);
		const session = service.session();
		if (!session) return undefined;
		const {clock, random} = core.effects;
		const deps = {service, keyStore, operations: operationsOf(session), clock, random};
		const workflow = engine.updateToken(deps, {tokenId, before, wanted});
		for (;;) {
			const next = await workflow.next();
			if (next.done) return era === core.era ? next.value : undefined;
		}
	};

	/** Takes back a rename that stopped, so that it stands in no other one's way; true when it is gone. */
	const drop = async (operationId: string): Promise<boolean> => {
		const [{undoOperation}, {service, keyStore, operationsOf}] = await Promise.all([
			core.engine(),
			core.bench(),
		]);
		const session = service.session();
		if (!session) return false;
		const {clock, random} = core.effects;
		const deps = {service, keyStore, operations: operationsOf(session), clock, random};
		const taken = await deps.operations.takeUp(operationId);
		// What somebody else has ended meanwhile is gone as well.
		if (!taken.ok) return taken.error.kind === 'over';
		const workflow = undoOperation(deps, taken.value);
		for (;;) {
			const next = await workflow.next();
			if (next.done) return next.value.kind === 'undone';
		}
	};

	const read = async (tokenId: string) => (await core.bench()).service.iam.getToken(tokenId);

	return {
		renameForm: undefined,
		renamed: undefined,
		async beginRenameToken(tokenId) {
			const form: RenameForm = {tokenId, name: '', isTried: false, status: 'reading'};
			set({renameForm: form});
			const reply = await read(tokenId);
			// Another token, another reading or another user may be on the screen by now.
			if (get().renameForm !== form) return;
			if (reply.ok) edit({status: 'typing', token: reply.value.value, name: reply.value.value.name});
			else edit({status: 'typing', failure: apiFailure('The token could not be read', reply.error)});
		},
		editRename(name) {
			edit({name});
		},
		async submitRename() {
			const {renameForm: form, back, say} = get();
			if (!form?.token || form.status !== 'typing') return;
			const {token, tokenId} = form;
			const name = form.name.trim();
			if (renameProblem(form) !== undefined) {
				edit({isTried: true});
				return;
			}
			if (name === token.name || form.name === token.name) {
				set({renameForm: undefined});
				back();
				say('Nothing was changed.');
				return;
			}
			edit({status: 'sending', failure: undefined});
			if (form.operationId !== undefined && (await drop(form.operationId))) edit({operationId: undefined});
			const before = (await core.engine()).tokenState(token);
			const outcome = await send(tokenId, before, {...before, name});
			if (!outcome) {
				edit({status: 'typing'});
				return;
			}
			if (outcome.kind === 'stopped') {
				const isConflict = outcome.failure.kind === 'conflict';
				// A refusal changed nothing: what is left of it must not keep the next try from being made.
				const isRefused = (outcome.failure.status ?? 0) >= 400 && (outcome.failure.status ?? 0) < 500;
				const isGone = isRefused && outcome.operationId !== undefined && (await drop(outcome.operationId));
				const now = isConflict ? await read(tokenId) : undefined;
				edit({
					status: 'typing',
					// What was typed stays; what it is compared with is how the token is now.
					...(now?.ok && {token: now.value.value}),
					failure: stepFailure('The token was not renamed', outcome.failure),
					operationId: isGone ? undefined : outcome.operationId,
				});
				await get().loadOperations();
				return;
			}
			const isHere = get().routes.at(-1)?.name === 'rename';
			set({renameForm: undefined});
			if (isHere) back();
			offerBack(tokenId, before.name, name);
			await get().loadTokens();
			say(`It is called ${sanitise(name, {graphemes: 40})} now. u takes that back for 15 seconds.`);
		},
		async takeBackRename() {
			const {renamed, say} = get();
			if (!renamed) return;
			rounds += 1;
			set({renamed: undefined});
			const {tokenId, from, to} = renamed;
			const current = await read(tokenId);
			const {tokenState} = await core.engine();
			if (!current.ok) {
				say(`The name could not be taken back: ${current.error.message}`);
				return;
			}
			const now = tokenState(current.value.value);
			if (now.name !== to) {
				await get().loadTokens();
				say('Somebody else renamed it since: it is left as it is now.');
				return;
			}
			const outcome = await send(tokenId, now, {...now, name: from});
			if (!outcome) return;
			await Promise.all([get().loadTokens(), get().loadOperations()]);
			say(
				outcome.kind === 'updated'
					? `It is called ${sanitise(from, {graphemes: 40})} again.`
					: `The name could not be taken back: ${outcome.failure.message} ${outcome.failure.remedy}`,
			);
		},
	};
};
