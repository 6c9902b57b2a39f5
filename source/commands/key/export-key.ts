import type {Command} from '../command.ts';
import {passphraseFlags} from '../flag.ts';

/** The command that hands out a key: its public half, or the private one to a file. */
export const exportKey: Command = {
	name: 'key export',
	summary: 'Write the public half of a key, or with --private the key file as it is stored',
	operands: ['KEY'],
	operandsUnless: 'all',
	flags: [
		{
			name: 'all',
			summary: 'All keys, for another computer: one file, encrypted with a passphrase; needs --output',
		},
		{
			name: 'format',
			value: 'NAME',
			choices: ['pem', 'jwk', 'jwks'],
			summary: 'pem (the default); jwk or jwks for the public half',
		},
		{name: 'private', summary: 'The private key, encrypted or plain as it is stored; needs --output'},
		{name: 'output', value: 'FILE', summary: 'The file to write, never over another unless you agree'},
		...passphraseFlags,
	],
	examples: [
		'pat-tui key export --all --output keys.jwe',
		'pat-tui key export qK3x --format jwk',
		'pat-tui key export qK3x --private --output key.pem',
	],
};
