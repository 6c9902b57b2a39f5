import {allPages} from '../api/pages.ts';
import {beginBrowserSignIn} from '../auth/browser-sign-in.ts';
import {makeGitCheck} from '../exports/git-check.ts';
import {readEnvFile} from '../exports/read-env-file.ts';
import {writeExport} from '../exports/write-export.ts';
import {namesKmsKey} from '../keys/kms/kms-reference.ts';
import {makePublicKey} from '../keys/public-key.ts';
import {readPublicKey} from '../keys/read-public-key.ts';
import {readPublicKeyAt} from '../keys/read-public-key-at.ts';
import {retryPlace} from '../operations/access/change-place.ts';
import {standingsOf} from '../operations/access/standing.ts';
import {readActivityLog} from '../operations/activity.ts';
import {diagnoseEnv} from '../operations/diagnose/diagnose-env.ts';
import {createProject, planCreateProject} from '../operations/project/create-project.ts';
import {readProjectLimit} from '../operations/project/project-limit.ts';
import {setActiveProject} from '../operations/project/set-active-project.ts';
import {updateProject} from '../operations/project/update-project.ts';
import {planQuarantine, quarantineToken} from '../operations/quarantine/quarantine-token.ts';
import {planResume, resumeOperation} from '../operations/resume-operation.ts';
import {unlockPlain} from '../operations/rotation/check-key.ts';
import {planRotate, rotateKey} from '../operations/rotation/rotate-key.ts';
import {overlapAdvice} from '../operations/rotation/rotation-advice.ts';
import {rotatable} from '../operations/rotation/rotation-states.ts';
import {createToken, planCreate} from '../operations/token/create-token.ts';
import {deleteToken, planDelete} from '../operations/token/delete-token.ts';
import {exportPublic} from '../operations/token/public-export.ts';
import {setGithubSecrets} from '../operations/token/set-github-secrets.ts';
import {storedKeyOf} from '../operations/token/stored-keys.ts';
import {exportToken, exportValuesOf} from '../operations/token/token-export.ts';
import {tokenState} from '../operations/token/token-state.ts';
import {readTries, triedEffect, triedOf} from '../operations/token/tries.ts';
import {planTryAsSdk, tryAsSdk} from '../operations/token/try-as-sdk.ts';
import {planTry, tryToken} from '../operations/token/try-token.ts';
import {updateToken} from '../operations/token/update-token.ts';
import {undoOperation} from '../operations/undo-operation.ts';
import {makeWorkbench} from '../operations/workbench.ts';
import {parsePolicy} from '../policies/parse-policy.ts';
import {editText} from '../system/edit-text.ts';
import {listNames} from '../system/list-names.ts';
import {sweepOwnFolders} from '../system/own-folder.ts';
import {pageText} from '../system/page-text.ts';
import {sweepTemporaryFiles} from '../system/temporary-file.ts';
import {findByLetters} from './find-by-letters.ts';
import {findCloudKey} from './find-cloud-key.ts';

/** What the verbs of the store work with: loaded in one piece and only after the first frame, which needs none of it. */
export const engine = {
	allPages,
	beginBrowserSignIn,
	createProject,
	createToken,
	deleteToken,
	diagnoseEnv,
	editText,
	exportPublic,
	exportToken,
	exportValuesOf,
	findCloudKey,
	findByLetters,
	listNames,
	makeGitCheck,
	makePublicKey,
	makeWorkbench,
	namesKmsKey,
	overlapAdvice,
	pageText,
	parsePolicy,
	planCreate,
	planCreateProject,
	planDelete,
	planQuarantine,
	planResume,
	planRotate,
	planTry,
	planTryAsSdk,
	quarantineToken,
	readActivityLog,
	readEnvFile,
	readProjectLimit,
	readPublicKey,
	readPublicKeyAt,
	readTries,
	resumeOperation,
	retryPlace,
	rotatable,
	rotateKey,
	setActiveProject,
	setGithubSecrets,
	standingsOf,
	storedKeyOf,
	sweepOwnFolders,
	sweepTemporaryFiles,
	tokenState,
	triedEffect,
	triedOf,
	tryAsSdk,
	tryToken,
	undoOperation,
	unlockPlain,
	updateProject,
	updateToken,
	writeExport,
};

export type Engine = typeof engine;
