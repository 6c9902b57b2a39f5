import {activity} from './activity/activity.ts';
import type {Command} from './command.ts';
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

/** Holds every command, in the order in which help shows them. */
export const commandTable: readonly Command[] = [
	setup,
	start,
	stop,
	whoami,
	createToken,
	listTokens,
	getToken,
	updateToken,
	rotateKey,
	quarantineToken,
	tryToken,
	diagnoseToken,
	exportToken,
	execToken,
	printAccessToken,
	deleteToken,
	createProject,
	listProjects,
	selectProject,
	getActiveProject,
	updateProject,
	addPrincipal,
	removePrincipal,
	listPrincipals,
	getPolicies,
	updatePolicies,
	listKeys,
	showKey,
	importKey,
	exportKey,
	passphraseOfKey,
	noteKey,
	narrowKey,
	listOrphans,
	deleteKey,
	keyHelp,
	listOperations,
	resumeOperation,
	undoOperation,
	activity,
	serveSandbox,
	doctor,
	completion,
];
