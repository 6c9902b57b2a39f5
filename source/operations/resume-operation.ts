import {type AccessOutcome, finishAccess, planResumeAccess} from './access/change-access.ts';
import {finishVisit, type VisitOutcome} from './access/read-in-project.ts';
import {endProbes, type ProbeEnding, planEndProbes} from './contract/end-probes.ts';
import type {Intent} from './intent.ts';
import type {OwnedOperation} from './operations.ts';
import type {Progress} from './progress.ts';
import {
	type CreateProjectOutcome,
	finishCreateProject,
	planResumeCreateProject,
} from './project/create-project.ts';
import {finishQuarantine, type QuarantineOutcome} from './quarantine/finish-quarantine.ts';
import {planResumeQuarantine} from './quarantine/quarantine-token.ts';
import {type Unlock, unlockPlain} from './rotation/check-key.ts';
import {advanceRotation, planResumeRotate, type RotateOutcome} from './rotation/rotate-key.ts';
import type {PlannedStep, Workflow} from './step.ts';
import {type CreateOutcome, finishCreate, planResumeCreate} from './token/create-token.ts';
import {type DeleteOutcome, finishDelete, planResumeDelete} from './token/delete-token.ts';
import {finishUpdate, planResumeUpdate, type UpdateOutcome} from './token/update-token.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** How an operation of any kind ended when it was resumed. */
export type ResumeOutcome =
	| CreateOutcome
	| DeleteOutcome
	| UpdateOutcome
	| CreateProjectOutcome
	| AccessOutcome
	| VisitOutcome
	| RotateOutcome
	| QuarantineOutcome
	| ProbeEnding;

/** How an operation is resumed. */
export type ResumeOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Whether the person decided that an effect that is not repeatable is sent again. */
	readonly sendAgain?: boolean;
	/** Whether an open rotation is ended: its old key is refused from then on. */
	readonly finish?: boolean;
	/** Opens the keys that a rotation or a quarantine tries; those without a passphrase unless given. */
	readonly unlock?: Unlock;
};

/** The steps that are left when an interrupted operation is resumed. */
export const planResume = (
	intent: Intent,
	{finish = false, progress}: Pick<ResumeOptions, 'finish'> & {readonly progress?: Progress} = {},
): readonly PlannedStep[] => {
	switch (intent.kind) {
		case 'create-token':
			return planResumeCreate(intent);
		case 'delete-token':
			return planResumeDelete(intent);
		case 'update-token':
			return planResumeUpdate;
		case 'create-project':
			return planResumeCreateProject;
		case 'add-principal':
		case 'set-policy':
		case 'remove-principal':
			return planResumeAccess(intent);
		case 'visit-project':
			return [];
		case 'probe-contract':
			return planEndProbes;
		case 'rotate-key':
			return planResumeRotate(intent, {finish, progress});
		case 'quarantine-token':
			return planResumeQuarantine({rights: intent.rights, isSwap: intent.swap !== undefined});
	}
};

/** Brings an open operation to its end, whatever it is for. */
export const resumeOperation = (
	deps: WorkflowDeps,
	operation: OwnedOperation,
	{signal, sendAgain = false, finish = false, unlock = unlockPlain(deps.keyStore)}: ResumeOptions = {},
): Workflow<ResumeOutcome> => {
	const {intent} = operation;
	switch (intent.kind) {
		case 'create-token':
			return finishCreate(deps, {...operation, intent}, {signal, sendAgain});
		case 'delete-token':
			return finishDelete(deps, {...operation, intent}, signal);
		case 'update-token':
			return finishUpdate(deps, {...operation, intent}, signal);
		case 'create-project':
			return finishCreateProject(deps, {...operation, intent}, {signal, sendAgain});
		case 'add-principal':
		case 'set-policy':
		case 'remove-principal':
			return finishAccess(deps, {...operation, intent}, signal);
		case 'visit-project':
			return finishVisit(deps, {...operation, intent}, signal);
		case 'probe-contract':
			return endProbes(deps, {...operation, intent}, {signal});
		case 'rotate-key':
			return advanceRotation({...deps, unlock}, {...operation, intent}, {signal, finish});
		case 'quarantine-token':
			return finishQuarantine({...deps, unlock}, {...operation, intent}, signal);
	}
};
