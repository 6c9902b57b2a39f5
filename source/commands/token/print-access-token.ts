import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';
import {projectFlag} from './project-flag.ts';

/** The command that prints a project-scoped token. */
export const printAccessToken: Command = {
	name: 'token print-access-token',
	summary: 'Print a project-scoped token, which services take, and nothing else',
	flags: [
		tokenIdFlag,
		projectFlag,
		{name: 'header', summary: 'Print it as a line of HTTP: Authorization: Bearer ...'},
		...passphraseFlags,
	],
	examples: [
		'TOKEN=$(pat-tui token print-access-token -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --project "My project" --passphrase-file secret.txt)',
	],
};
