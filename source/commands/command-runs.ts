import {fail} from '../result.ts';
import {activity} from './activity/activity.ts';
import type {Command, Run} from './command.ts';
import {usageError} from './command-error.ts';
import {completion} from './completion/completion.ts';
import {doctor} from './doctor/doctor.ts';
import {addPrincipal} from './iam/add-principal.ts';
import {getPolicies} from './iam/get-policies.ts';
import {listPrincipals} from './iam/list-principals.ts';
import {removePrincipal} from './iam/remove-principal.ts';
import {updatePolicies} from './iam/update-policies.ts';
import {deleteKey} from './key/delete-key.ts';
import {exportKey} from './key/export-key.ts';
import {importKey} from './key/import-key.ts';
import {keyHelp} from './key/key-help.ts';
import {listKeys} from './key/list-keys.ts';
import {listOrphans} from './key/list-orphans.ts';
import {narrowKey} from './key/narrow-key.ts';
import {noteKey} from './key/note-key.ts';
import {passphraseOfKey} from './key/passphrase-of-key.ts';
import {showKey} from './key/show-key.ts';
import {listOperations} from './operation/list-operations.ts';
import {resumeOperation} from './operation/resume-operation.ts';
import {undoOperation} from './operation/undo-operation.ts';
import {createProject} from './project/create-project.ts';
import {getActiveProject} from './project/get-active-project.ts';
import {listProjects} from './project/list-projects.ts';
import {selectProject} from './project/select-project.ts';
import {updateProject} from './project/update-project.ts';
import {serveSandbox} from './serve-sandbox.ts';
import {start} from './session/start.ts';
import {stop} from './session/stop.ts';
import {whoami} from './session/whoami.ts';
import {setup} from './setup.ts';
import {createToken} from './token/create-token.ts';
import {deleteToken} from './token/delete-token.ts';
import {diagnoseToken} from './token/diagnose-token.ts';
import {execToken} from './token/exec-token.ts';
import {exportToken} from './token/export-token.ts';
import {getToken} from './token/get-token.ts';
import {listTokens} from './token/list-tokens.ts';
import {printAccessToken} from './token/print-access-token.ts';
import {quarantineToken} from './token/quarantine-token.ts';
import {rotateKey} from './token/rotate-key.ts';
import {tryToken} from './token/try-token.ts';
import {updateToken} from './token/update-token.ts';

const needsTerminal: Run = async () =>
	fail(
		usageError(
			'The guided setup needs a terminal, and has no output.',
			'`pat-tui token create-token` does it without one.',
		),
	);

/** Holds what each command of the table does, loaded when it is called: no command waits for another one's code. */
export const commandRuns: ReadonlyMap<Command, () => Promise<Run>> = new Map([
	[setup, async () => needsTerminal],
	[start, async () => (await import('./session/run-start.ts')).runStart],
	[stop, async () => (await import('./session/run-stop.ts')).runStop],
	[whoami, async () => (await import('./session/run-whoami.ts')).runWhoami],
	[createToken, async () => (await import('./token/run-create-token.ts')).runCreateToken],
	[listTokens, async () => (await import('./token/run-list-tokens.ts')).runListTokens],
	[getToken, async () => (await import('./token/run-get-token.ts')).runGetToken],
	[updateToken, async () => (await import('./token/run-update-token.ts')).runUpdateToken],
	[rotateKey, async () => (await import('./token/run-rotate-key.ts')).runRotateKey],
	[quarantineToken, async () => (await import('./token/run-quarantine-token.ts')).runQuarantineToken],
	[execToken, async () => (await import('./token/run-exec-token.ts')).runExecToken],
	[printAccessToken, async () => (await import('./token/run-print-access-token.ts')).runPrintAccessToken],
	[tryToken, async () => (await import('./token/run-try-token.ts')).runTryToken],
	[diagnoseToken, async () => (await import('./token/run-diagnose-token.ts')).runDiagnoseToken],
	[exportToken, async () => (await import('./token/run-export-token.ts')).runExportToken],
	[deleteToken, async () => (await import('./token/run-delete-token.ts')).runDeleteToken],
	[createProject, async () => (await import('./project/run-create-project.ts')).runCreateProject],
	[listProjects, async () => (await import('./project/run-list-projects.ts')).runListProjects],
	[selectProject, async () => (await import('./project/run-select-project.ts')).runSelectProject],
	[getActiveProject, async () => (await import('./project/run-get-active-project.ts')).runGetActiveProject],
	[updateProject, async () => (await import('./project/run-update-project.ts')).runUpdateProject],
	[addPrincipal, async () => (await import('./iam/run-add-principal.ts')).runAddPrincipal],
	[removePrincipal, async () => (await import('./iam/run-remove-principal.ts')).runRemovePrincipal],
	[listPrincipals, async () => (await import('./iam/run-list-principals.ts')).runListPrincipals],
	[getPolicies, async () => (await import('./iam/run-get-policies.ts')).runGetPolicies],
	[updatePolicies, async () => (await import('./iam/run-update-policies.ts')).runUpdatePolicies],
	[keyHelp, async () => (await import('./key/run-key-help.ts')).runKeyHelp],
	[listKeys, async () => (await import('./key/run-list-keys.ts')).runListKeys],
	[showKey, async () => (await import('./key/run-show-key.ts')).runShowKey],
	[importKey, async () => (await import('./key/run-import-key.ts')).runImportKey],
	[exportKey, async () => (await import('./key/run-export-key.ts')).runExportKey],
	[passphraseOfKey, async () => (await import('./key/run-passphrase-of-key.ts')).runPassphraseOfKey],
	[noteKey, async () => (await import('./key/run-note-key.ts')).runNoteKey],
	[narrowKey, async () => (await import('./key/run-narrow-key.ts')).runNarrowKey],
	[listOrphans, async () => (await import('./key/run-list-orphans.ts')).runListOrphans],
	[deleteKey, async () => (await import('./key/run-delete-key.ts')).runDeleteKey],
	[listOperations, async () => (await import('./operation/run-list-operations.ts')).runListOperations],
	[resumeOperation, async () => (await import('./operation/run-resume-operation.ts')).runResumeOperation],
	[undoOperation, async () => (await import('./operation/run-undo-operation.ts')).runUndoOperation],
	[activity, async () => (await import('./activity/run-activity.ts')).runActivity],
	[serveSandbox, async () => (await import('./sandbox.ts')).sandbox],
	[doctor, async () => (await import('./doctor/run-doctor.ts')).runDoctor],
	[completion, async () => (await import('./completion/run-completion.ts')).runCompletion],
]);
