import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';
import {projectFlag} from './project-flag.ts';

/** The command that runs a program which is to act as a token. */
export const execToken: Command = {
	name: 'token exec',
	summary: 'Run a program with all it needs to act as a token in its environment',
	flags: [tokenIdFlag, projectFlag, ...passphraseFlags],
	rest: 'COMMAND [ARGS...]',
	examples: [
		'pat-tui token exec -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --project "My project" -- node service.js',
	],
};
