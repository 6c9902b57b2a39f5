import {allPages} from '../api/pages.ts';
import {makeGitCheck} from '../exports/git-check.ts';
import {writeExport} from '../exports/write-export.ts';
import {createToken, finishCreate, planCreate, planResumeCreate} from '../operations/create-token.ts';
import {deleteToken, finishDelete, planDelete, planResumeDelete} from '../operations/delete-token.ts';
import {storedKeyOf} from '../operations/stored-keys.ts';
import {exportToken} from '../operations/token-export.ts';
import {planTry, tryToken} from '../operations/try-token.ts';
import {undoCreate, undoDelete} from '../operations/undo.ts';
import {makeWorkbench} from '../operations/workbench.ts';

/** What the verbs of the store work with: loaded in one piece and only after the first frame, which needs none of it. */
export const engine = {
	allPages,
	createToken,
	deleteToken,
	exportToken,
	finishCreate,
	finishDelete,
	makeGitCheck,
	makeWorkbench,
	planCreate,
	planDelete,
	planResumeCreate,
	planResumeDelete,
	planTry,
	storedKeyOf,
	tryToken,
	undoCreate,
	undoDelete,
	writeExport,
};

export type Engine = typeof engine;
