import {exportFormats, exportForms} from '../../exports/export-formats.ts';
import {sdkFlags} from '../../exports/sdk-flags.ts';
import type {Command} from '../command.ts';
import {passphraseFlags, tokenIdFlag} from '../flag.ts';

/** The command that hands a token to an application. */
export const exportToken: Command = {
	name: 'token export',
	summary: 'Write what an application needs to act as a token',
	flags: [
		tokenIdFlag,
		{
			name: 'format',
			value: 'NAME',
			choices: exportFormats,
			summary: 'One of the forms below; env unless given',
		},
		{
			name: 'sdk',
			value: 'NAME',
			choices: sdkFlags,
			summary: `With --format snippet: ${sdkFlags.join(', ')}`,
		},
		{
			name: 'output',
			value: 'FILE',
			summary: 'The file to write, never over another unless you agree; - for standard output',
		},
		{
			name: 'project',
			value: 'ID|NAME',
			summary: 'The project it will work in; the active one, or its first, unless given',
		},
		{
			name: 'with-passphrase',
			summary: 'Write the passphrase beside the encrypted key: as good as a plain key',
		},
		{
			name: 'repo',
			value: 'OWNER/NAME',
			summary: 'With --format github: the repository that gets the secrets',
		},
		{name: 'yes', summary: 'With --format github: do not ask first'},
		...passphraseFlags,
	],
	lists: [
		{
			title: 'Forms for --format',
			rows: exportFormats.map(format => [format, exportForms[format].summary] as const),
		},
	],
	examples: [
		'pat-tui token export -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --output service.env',
		'pat-tui token export -i 4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c --format snippet --sdk python',
	],
};
