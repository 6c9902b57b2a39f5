import {fail} from '../result.ts';
import {activity} from './activity/activity.ts';
import {runActivity} from './activity/run-activity.ts';
import type {Command, Run} from './command.ts';
import {usageError} from './command-error.ts';
import {completion} from './completion/completion.ts';
import {runCompletion} from './completion/run-completion.ts';
import {doctor} from './doctor/doctor.ts';
import {runDoctor} from './doctor/run-doctor.ts';
import {addPrincipal} from './iam/add-principal.ts';
import {getPolicies} from './iam/get-policies.ts';
import {listPrincipals} from './iam/list-principals.ts';
import {removePrincipal} from './iam/remove-principal.ts';
import {runAddPrincipal} from './iam/run-add-principal.ts';
import {runGetPolicies} from './iam/run-get-policies.ts';
import {runListPrincipals} from './iam/run-list-principals.ts';
import {runRemovePrincipal} from './iam/run-remove-principal.ts';
import {runUpdatePolicies} from './iam/run-update-policies.ts';
import {updatePolicies} from './iam/update-policies.ts';
import {listKeys} from './key/list-keys.ts';
import {runListKeys} from './key/run-list-keys.ts';
import {listOperations} from './operation/list-operations.ts';
import {resumeOperation} from './operation/resume-operation.ts';
import {runListOperations} from './operation/run-list-operations.ts';
import {runResumeOperation} from './operation/run-resume-operation.ts';
import {runUndoOperation} from './operation/run-undo-operation.ts';
import {undoOperation} from './operation/undo-operation.ts';
import {createProject} from './project/create-project.ts';
import {getActiveProject} from './project/get-active-project.ts';
import {listProjects} from './project/list-projects.ts';
import {runCreateProject} from './project/run-create-project.ts';
import {runGetActiveProject} from './project/run-get-active-project.ts';
import {runListProjects} from './project/run-list-projects.ts';
import {runSelectProject} from './project/run-select-project.ts';
import {runUpdateProject} from './project/run-update-project.ts';
import {selectProject} from './project/select-project.ts';
import {updateProject} from './project/update-project.ts';
import {sandbox} from './sandbox.ts';
import {serveSandbox} from './serve-sandbox.ts';
import {runStart} from './session/run-start.ts';
import {runStop} from './session/run-stop.ts';
import {runWhoami} from './session/run-whoami.ts';
import {start} from './session/start.ts';
import {stop} from './session/stop.ts';
import {whoami} from './session/whoami.ts';
import {setup} from './setup.ts';
import {createToken} from './token/create-token.ts';
import {deleteToken} from './token/delete-token.ts';
import {execToken} from './token/exec-token.ts';
import {exportToken} from './token/export-token.ts';
import {getToken} from './token/get-token.ts';
import {listTokens} from './token/list-tokens.ts';
import {printAccessToken} from './token/print-access-token.ts';
import {runCreateToken} from './token/run-create-token.ts';
import {runDeleteToken} from './token/run-delete-token.ts';
import {runExecToken} from './token/run-exec-token.ts';
import {runExportToken} from './token/run-export-token.ts';
import {runGetToken} from './token/run-get-token.ts';
import {runListTokens} from './token/run-list-tokens.ts';
import {runPrintAccessToken} from './token/run-print-access-token.ts';
import {runTryToken} from './token/run-try-token.ts';
import {runUpdateToken} from './token/run-update-token.ts';
import {tryToken} from './token/try-token.ts';
import {updateToken} from './token/update-token.ts';

const needsTerminal: Run = async () =>
	fail(
		usageError(
			'The guided setup needs a terminal, and has no output.',
			'`pat-tui token create-token` does it without one.',
		),
	);

/** Holds what each command of the table does. */
export const commandRuns: ReadonlyMap<Command, Run> = new Map([
	[setup, needsTerminal],
	[start, runStart],
	[stop, runStop],
	[whoami, runWhoami],
	[createToken, runCreateToken],
	[listTokens, runListTokens],
	[getToken, runGetToken],
	[updateToken, runUpdateToken],
	[execToken, runExecToken],
	[printAccessToken, runPrintAccessToken],
	[tryToken, runTryToken],
	[exportToken, runExportToken],
	[deleteToken, runDeleteToken],
	[createProject, runCreateProject],
	[listProjects, runListProjects],
	[selectProject, runSelectProject],
	[getActiveProject, runGetActiveProject],
	[updateProject, runUpdateProject],
	[addPrincipal, runAddPrincipal],
	[removePrincipal, runRemovePrincipal],
	[listPrincipals, runListPrincipals],
	[getPolicies, runGetPolicies],
	[updatePolicies, runUpdatePolicies],
	[listKeys, runListKeys],
	[listOperations, runListOperations],
	[resumeOperation, runResumeOperation],
	[undoOperation, runUndoOperation],
	[activity, runActivity],
	[serveSandbox, sandbox],
	[doctor, runDoctor],
	[completion, runCompletion],
]);
