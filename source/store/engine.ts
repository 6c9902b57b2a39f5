import {allPages} from '../api/pages.ts';
import {beginBrowserSignIn} from '../auth/browser-sign-in.ts';
import {makeGitCheck} from '../exports/git-check.ts';
import {writeExport} from '../exports/write-export.ts';
import {createProject, planCreateProject} from '../operations/project/create-project.ts';
import {readProjectLimit} from '../operations/project/project-limit.ts';
import {setActiveProject} from '../operations/project/set-active-project.ts';
import {updateProject} from '../operations/project/update-project.ts';
import {planResume, resumeOperation} from '../operations/resume-operation.ts';
import {unlockPlain} from '../operations/rotation/check-key.ts';
import {planRotate, rotateKey} from '../operations/rotation/rotate-key.ts';
import {overlapAdvice} from '../operations/rotation/rotation-advice.ts';
import {rotatable} from '../operations/rotation/rotation-states.ts';
import {createToken, planCreate} from '../operations/token/create-token.ts';
import {deleteToken, planDelete} from '../operations/token/delete-token.ts';
import {storedKeyOf} from '../operations/token/stored-keys.ts';
import {exportToken} from '../operations/token/token-export.ts';
import {tokenState} from '../operations/token/token-state.ts';
import {planTry, tryToken} from '../operations/token/try-token.ts';
import {undoOperation} from '../operations/undo-operation.ts';
import {makeWorkbench} from '../operations/workbench.ts';

/** What the verbs of the store work with: loaded in one piece and only after the first frame, which needs none of it. */
export const engine = {
	allPages,
	beginBrowserSignIn,
	createProject,
	createToken,
	deleteToken,
	exportToken,
	makeGitCheck,
	makeWorkbench,
	overlapAdvice,
	planCreate,
	planCreateProject,
	planDelete,
	planResume,
	planRotate,
	planTry,
	readProjectLimit,
	resumeOperation,
	rotatable,
	rotateKey,
	setActiveProject,
	storedKeyOf,
	tokenState,
	tryToken,
	undoOperation,
	unlockPlain,
	updateProject,
	writeExport,
};

export type Engine = typeof engine;
