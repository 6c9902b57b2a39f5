import {fail} from '../result.ts';
import type {Command, Run} from './command.ts';
import {usageError} from './command-error.ts';
import {listKeys} from './key/list-keys.ts';
import {runListKeys} from './key/run-list-keys.ts';
import {listOperations} from './operation/list-operations.ts';
import {resumeOperation} from './operation/resume-operation.ts';
import {runListOperations} from './operation/run-list-operations.ts';
import {runResumeOperation} from './operation/run-resume-operation.ts';
import {runUndoOperation} from './operation/run-undo-operation.ts';
import {undoOperation} from './operation/undo-operation.ts';
import {sandbox} from './sandbox.ts';
import {serveSandbox} from './serve-sandbox.ts';
import {setup} from './setup.ts';
import {createToken} from './token/create-token.ts';
import {deleteToken} from './token/delete-token.ts';
import {exportToken} from './token/export-token.ts';
import {getToken} from './token/get-token.ts';
import {listTokens} from './token/list-tokens.ts';
import {runCreateToken} from './token/run-create-token.ts';
import {runDeleteToken} from './token/run-delete-token.ts';
import {runExportToken} from './token/run-export-token.ts';
import {runGetToken} from './token/run-get-token.ts';
import {runListTokens} from './token/run-list-tokens.ts';
import {runTryToken} from './token/run-try-token.ts';
import {tryToken} from './token/try-token.ts';

const needsTerminal: Run = async () =>
	fail(usageError('The guided setup needs a terminal.', '`pat-tui token create-token` does it without one.'));

/** Holds what each command of the table does. */
export const commandRuns: ReadonlyMap<Command, Run> = new Map([
	[setup, needsTerminal],
	[createToken, runCreateToken],
	[listTokens, runListTokens],
	[getToken, runGetToken],
	[tryToken, runTryToken],
	[exportToken, runExportToken],
	[deleteToken, runDeleteToken],
	[listKeys, runListKeys],
	[listOperations, runListOperations],
	[resumeOperation, runResumeOperation],
	[undoOperation, runUndoOperation],
	[serveSandbox, sandbox],
]);
