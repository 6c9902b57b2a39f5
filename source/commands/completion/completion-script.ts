import type {Command} from '../command.ts';
import {bashCompletion} from './bash-completion.ts';
import type {Shell} from './completion.ts';
import {completionPoints} from './completion-points.ts';
import {fishCompletion} from './fish-completion.ts';
import {zshCompletion} from './zsh-completion.ts';

const writers = {bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion};

/** Writes the completion script of a shell from the table of commands. */
export const completionScript = (shell: Shell, table: readonly Command[]): string =>
	writers[shell](completionPoints(table));
