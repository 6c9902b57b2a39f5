import type {Algorithm} from '../../keys/algorithms.ts';
import type {Command} from '../command.ts';
import {passphraseFlags} from '../flag.ts';
import {grantFlags} from './grant-flags.ts';
import {keySourceFlags} from './key-source-flags.ts';

// Written out: the table of algorithms would load what help has no use for.
const algorithmNames = ['RS256', 'RS512', 'ES256', 'ES512'] as const satisfies readonly Algorithm[];

/** The command that makes a token. */
export const createToken: Command = {
	name: 'token create-token',
	summary: 'Make a token, with a key pair made here, one of yours or one in a cloud',
	flags: [
		{name: 'name', short: 'n', value: 'NAME', summary: 'Its name, at least 8 characters'},
		{name: 'key-id', short: 'k', value: 'ID', summary: 'Its key id (kid); the token id unless given'},
		{
			name: 'algorithm',
			short: 'a',
			value: 'NAME',
			choices: algorithmNames,
			summary:
				'RS256 (what the official SDKs sign with), RS512, ES256 or ES512; RS256 unless given, or what the key of -f or --kms is for',
		},
		...keySourceFlags('Make the key pair here; the private key stays on this computer'),
		...grantFlags,
		...passphraseFlags,
		{
			name: 'passphrase',
			short: 'p',
			value: 'TEXT',
			summary: 'The passphrase itself, which others can see in the list of processes: better not',
		},
		{name: 'dry-run', summary: 'Send nothing; show the requests that would be sent'},
	],
	examples: [
		'pat-tui token create-token',
		'pat-tui token create-token -n MyNewToken -g -w --passphrase-file secret.txt',
		'pat-tui token create-token -n MyNewToken -f publicKey.pem -k MyKeyID -w',
		'pat-tui token create-token -n MyNewToken --kms aws:alias/my-machine@eu-central-1 -w',
		'openssl pkey -in private.pem -pubout | pat-tui token create-token -n MyNewToken -f -',
		'pat-tui token create-token -n MyNewToken -g --project "My project" --preset issue --no-input',
	],
};
