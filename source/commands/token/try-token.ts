import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';
import {sdkIds} from './sdk-ids.ts';

/** The command that proves that a token works. */
export const tryToken: Command = {
	name: 'token try',
	summary: 'Prove that a token works: sign, exchange, call a service',
	flags: [
		tokenIdFlag,
		{
			name: 'project',
			value: 'ID|NAME',
			summary: 'The project to try it in; the active one, or its first, unless given',
		},
		{
			name: 'as',
			value: 'SDK',
			choices: sdkIds,
			summary: 'Do as this official SDK would: its key rules, key id, clock and requests',
		},
		...passphraseFlags,
	],
	examples: [
		'pat-tui token try -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --passphrase-file secret.txt',
		'pat-tui token try -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --as java',
	],
};
