import {undoAccess} from './access/change-access.ts';
import {undoVisit} from './access/read-in-project.ts';
import {undoProbes} from './contract/end-probes.ts';
import type {OwnedOperation} from './operations.ts';
import {undoCreateProject} from './project/undo-create-project.ts';
import {undoQuarantine} from './quarantine/undo-quarantine.ts';
import {undoRotation} from './rotation/undo-rotation.ts';
import type {Workflow} from './step.ts';
import {undoCreate} from './token/undo-create.ts';
import {undoDelete} from './token/undo-delete.ts';
import {undoUpdate} from './token/undo-update.ts';
import type {UndoOutcome} from './undo-outcome.ts';
import type {WorkflowDeps} from './workflow-deps.ts';

/** Takes an open operation back, whatever it is for; `keepKey`: the key of a token that is not to be stays for another try. */
export const undoOperation = (
	deps: WorkflowDeps,
	operation: OwnedOperation,
	{signal, keepKey = false}: {readonly signal?: AbortSignal | undefined; readonly keepKey?: boolean} = {},
): Workflow<UndoOutcome> => {
	const {intent} = operation;
	switch (intent.kind) {
		case 'create-token':
			return undoCreate(deps, {...operation, intent}, {signal, keepKey});
		case 'delete-token':
			return undoDelete(deps, {...operation, intent}, {signal});
		case 'update-token':
			return undoUpdate(deps, {...operation, intent}, {signal});
		case 'create-project':
			return undoCreateProject(deps, {...operation, intent}, {signal});
		case 'add-principal':
		case 'set-policy':
		case 'remove-principal':
			return undoAccess(deps, {...operation, intent}, {signal});
		case 'visit-project':
			return undoVisit(deps, {...operation, intent}, {signal});
		case 'probe-contract':
			return undoProbes(deps, {...operation, intent}, {signal});
		case 'rotate-key':
			return undoRotation(deps, {...operation, intent}, {signal, keepKey});
		case 'quarantine-token':
			return undoQuarantine(deps, {...operation, intent}, {signal, keepKey});
	}
};
