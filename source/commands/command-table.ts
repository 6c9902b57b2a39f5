import type {Command} from './command.ts';
import {listKeys} from './key/list-keys.ts';
import {listOperations} from './operation/list-operations.ts';
import {resumeOperation} from './operation/resume-operation.ts';
import {undoOperation} from './operation/undo-operation.ts';
import {serveSandbox} from './serve-sandbox.ts';
import {setup} from './setup.ts';
import {createToken} from './token/create-token.ts';
import {deleteToken} from './token/delete-token.ts';
import {exportToken} from './token/export-token.ts';
import {getToken} from './token/get-token.ts';
import {listTokens} from './token/list-tokens.ts';
import {tryToken} from './token/try-token.ts';

/** Holds every command, in the order in which help shows them. */
export const commandTable: readonly Command[] = [
	setup,
	createToken,
	listTokens,
	getToken,
	tryToken,
	exportToken,
	deleteToken,
	listKeys,
	listOperations,
	resumeOperation,
	undoOperation,
	serveSandbox,
];
