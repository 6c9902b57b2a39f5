import type {QuarantineOutcome} from '../operations/quarantine/finish-quarantine.ts';
import type {ResumeOutcome} from '../operations/resume-operation.ts';
import type {RotateOutcome} from '../operations/rotation/rotate-key.ts';
import type {StepFailure} from '../operations/step.ts';
import type {CreateOutcome} from '../operations/token/create-token.ts';
import type {DeleteOutcome} from '../operations/token/delete-token.ts';
import type {UndoOutcome} from '../operations/undo-outcome.ts';
import {sanitise} from '../text/sanitise.ts';
import type {AppState} from './app-store.ts';
import type {Core} from './core.ts';
import {selectKeyOf} from './keys-slice.ts';
import {selectIsNewKeyElsewhere} from './new-key-place.ts';
import type {RunView} from './run-view.ts';

const oldKeyWords = {
	refused: 'The new key stands alone; the old one is refused: it was tried.',
	'not-tried':
		'The new key stands alone. That the old one is refused was not proven: it is not here, or is locked.',
} as const;

const takeItIn = ' To try it here: `pat-tui key import FILE`; with --link the file stays where it is.';

const newKeyWords = {
	accepted: '',
	refused: '',
	'not-tried': ' That the new one works was not tried: its private key is not here, or is locked.',
} as const;

const leakedKeyWords = {
	refused: 'The leaked key is refused: it was tried.',
	'not-tried': 'That the leaked key is refused was not proven: it is not here, or is locked.',
} as const;

/** A token in a receipt: by its name for the person, by its id for whoever looks it up. */
const called = (id: string, name: string) => `${sanitise(name || '(no name)')} (${sanitise(id)})`;

type Quarantined = Extract<QuarantineOutcome, {readonly kind: 'quarantined'}>;

type Stopped = {
	readonly failure: StepFailure;
	readonly operationId?: string;
	readonly tokenId?: string;
};

/** Makes what follows a workflow that is over: its last words on the screen, and everything read again that it changed. */
export const makeRunEndings = (
	set: (change: (state: AppState) => Partial<AppState>) => void,
	get: () => AppState,
	change: (update: (run: RunView) => RunView) => void,
	core: Pick<Core, 'engine'>,
) => {
	const refresh = async () => {
		await Promise.all([get().loadTokens(), get().loadKeys(), get().loadOperations()]);
	};

	const endStopped = async ({failure, operationId, tokenId}: Stopped) => {
		change(run => ({
			...run,
			status: 'stopped',
			failure,
			...(operationId !== undefined && {operationId}),
			...(tokenId !== undefined && {tokenId}),
		}));
		await refresh();
	};

	const endWith = async (note: string) => {
		change(run => ({...run, status: 'done', note}));
		await refresh();
	};

	const endCreate = async (outcome: CreateOutcome) => {
		if (outcome.kind === 'created') {
			const {token, intent} = outcome;
			get().dropDraft();
			get().addToken(token);
			const isKeyElsewhere = intent.keyFile === undefined && !selectKeyOf(token)(get());
			const note =
				intent.keyFile === undefined
					? `Its private key stays with you.${isKeyElsewhere ? takeItIn : ''}`
					: `The key is in ${intent.keyFile}.`;
			change(run => ({...run, status: 'done', tokenId: token.id, isKeyElsewhere, note}));
			set(({receipts}) => ({
				receipts: [
					...receipts,
					`Made the token ${called(token.id, token.name)}.`,
					...(intent.keyFile === undefined ? [] : [`Its private key: ${intent.keyFile}`]),
				],
			}));
			await refresh();
			get().selectToken(token.id);
			return;
		}
		await endStopped(outcome);
	};

	const endDelete = async (outcome: DeleteOutcome) => {
		if (outcome.kind === 'stopped') return endStopped(outcome);
		const {tokenId, name} = outcome.intent;
		get().dropToken(tokenId);
		set(({receipts}) => ({receipts: [...receipts, `Deleted the token ${called(tokenId, name)}.`]}));
		await endWith('The token is gone. Tokens already issued with it may live until they expire.');
	};

	const endOverlap = async (outcome: Extract<RotateOutcome, {readonly kind: 'overlapping'}>) => {
		const {id, tokenId, name} = outcome.intent;
		const {overlapAdvice} = await core.engine();
		const advice = overlapAdvice(outcome, outcome.intent);
		const isKeyElsewhere = selectIsNewKeyElsewhere(outcome.intent)(get());
		change(run => ({...run, overlap: {operationId: id, tokenId, isKeyElsewhere, advice}}));
		set(({receipts}) => ({
			receipts: [
				...receipts,
				`Both keys of the token ${called(tokenId, name)} work until the rotation is finished.`,
			],
		}));
		await endWith('Give the new key to your application, then finish. You can leave and come back.');
	};

	const endQuarantine = async ({token, newKey, oldKey, notes, intent}: Quarantined) => {
		const {tokenId} = intent;
		const did = token ? 'Swapped the leaked key of' : 'Deleted, because its key leaked,';
		if (!token) get().dropToken(tokenId);
		set(({receipts}) => ({receipts: [...receipts, `${did} the token ${called(tokenId, intent.name)}.`]}));
		const how = intent.swap && !selectIsNewKeyElsewhere(intent.swap)(get()) ? ': x on the token' : '';
		const next = token ? [`Give the new key to your application${how}.`] : [];
		const tried = newKey ? newKeyWords[newKey] : '';
		await endWith([`${leakedKeyWords[oldKey]}${tried}`, ...notes, ...next].join(' '));
	};

	const end = async (outcome: ResumeOutcome | UndoOutcome): Promise<void> => {
		switch (outcome.kind) {
			case 'created':
				return endCreate(outcome);
			case 'deleted':
				return endDelete(outcome);
			case 'updated':
				return endWith('The token is changed as it was asked for.');
			case 'project-created':
				get().takeNewProject(outcome.project);
				change(run => ({...run, projectId: outcome.project.id}));
				set(({receipts}) => ({receipts: [...receipts, `Made the project ${outcome.project.id}.`]}));
				return endWith('It is the active project now, for every terminal of this session.');
			case 'access-changed':
				return endWith(
					outcome.note ?? `In the project ${outcome.intent.project.name} it is as it was asked for.`,
				);
			case 'overlapping':
				return endOverlap(outcome);
			case 'rotated':
				set(({receipts}) => ({
					receipts: [
						...receipts,
						`Rotated the key of the token ${called(outcome.intent.tokenId, outcome.intent.name)}.`,
					],
				}));
				return endWith(
					`${oldKeyWords[outcome.oldKey]}${newKeyWords[outcome.newKey]} Tokens issued with the old one may live until they expire.`,
				);
			case 'quarantined':
				return endQuarantine(outcome);
			case 'visited':
				return endWith('The active project is put back.');
			case 'probes-ended':
				return endWith(outcome.note);
			case 'undone':
			case 'too-late':
				return endWith(outcome.note);
			case 'stopped':
				return endStopped(outcome);
		}
	};

	return {end};
};
