import {isEncrypted} from '../keys/key-row.ts';
import type {AppState} from '../store/app-store.ts';
import type {KeyFormKind} from '../store/key-form-slice.ts';
import type {KnownKeyRow} from '../store/keys-slice.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

const notHere = (row: KnownKeyRow | undefined): string | undefined => {
	if (!row) return 'Select a key first; what is damaged can only be looked at.';
	return row.status === 'ready' ? undefined : 'Its private key is not there.';
};

const noFile = (row: KnownKeyRow | undefined): string | undefined =>
	notHere(row) ??
	(row?.status === 'ready' && row.file ? undefined : 'It is in a KMS: there is no file of it.');

const fileOf = (row: KnownKeyRow | undefined) => (row?.status === 'ready' ? row.file : undefined);

/** What can be done with the key that `find` points at, in the list and on its own page alike. */
export const keyActions = (find: (context: ScreenContext) => KnownKeyRow | undefined): Keymap => {
	const withKey =
		(act: (thumbprint: string, state: AppState) => void): Keymap[number]['run'] =>
		context => {
			const row = find(context);
			if (row) act(row.record.thumbprint, context.state());
		};
	const form = (kind: KeyFormKind) => withKey((print, {beginKeyForm}) => beginKeyForm(print, kind));
	return [
		{
			id: 'key.passphrase',
			keys: ['p'],
			label: 'Passphrase',
			group: 'Key',
			footer: true,
			changes: true,
			blockedBy: context => noFile(find(context)),
			run: form('passphrase'),
		},
		{
			id: 'key.renew',
			keys: ['w'],
			label: 'Encrypt anew',
			group: 'Key',
			changes: true,
			blockedBy(context) {
				const row = find(context);
				if (noFile(row) !== undefined) return noFile(row);
				switch (fileOf(row)?.protection) {
					case 'weak':
						return undefined;
					case 'encrypted':
						return 'It is encrypted with all the rounds already.';
					default:
						return 'It has no passphrase: p gives it one.';
				}
			},
			run: form('renew'),
		},
		{
			id: 'key.narrow',
			keys: ['m'],
			label: 'Hide from others',
			group: 'Key',
			changes: true,
			blockedBy: context =>
				noFile(find(context)) ??
				(fileOf(find(context))?.isExposed ? undefined : 'Nobody but you can read it already.'),
			run: withKey((print, {narrowKey}) => void narrowKey(print)),
		},
		{
			id: 'key.remember',
			keys: ['o'],
			label: 'Remember passphrase',
			group: 'Key',
			changes: true,
			blockedBy(context) {
				const row = find(context);
				if (noFile(row) !== undefined) return noFile(row);
				if (row?.status !== 'ready' || !isEncrypted(row)) return 'It has no passphrase.';
				return row.record.remembered ? "The system's keyring remembers it already." : undefined;
			},
			run: form('remember'),
		},
		{
			id: 'key.forget',
			keys: ['f'],
			label: 'Forget passphrase',
			group: 'Key',
			changes: true,
			blockedBy: context =>
				find(context)?.record.remembered ? undefined : "The system's keyring does not have its passphrase.",
			run: withKey((print, {forgetKeyPassphrase}) => void forgetKeyPassphrase(print)),
		},
		{
			id: 'key.note',
			keys: ['e'],
			label: 'Note',
			group: 'Key',
			footer: true,
			changes: true,
			blockedBy: context => (find(context) ? undefined : notHere(find(context))),
			run: form('note'),
		},
		{
			id: 'key.delete',
			keys: ['d', 'delete'],
			label: 'Delete',
			group: 'Key',
			footer: true,
			changes: true,
			blockedBy: context => (find(context) ? undefined : notHere(find(context))),
			run: form('delete'),
		},
		{
			id: 'key.copy-thumbprint',
			keys: ['y'],
			label: 'Copy thumbprint',
			group: 'Key',
			blockedBy: context => (find(context) ? undefined : notHere(find(context))),
			run: withKey((text, {copy}) => void copy({what: 'the thumbprint', text})),
		},
		{
			id: 'key.copy',
			keys: ['Y'],
			label: 'Copy something else',
			group: 'Key',
			blockedBy: context => (find(context) ? undefined : notHere(find(context))),
			run: withKey((id, {openCopyMenu}) => openCopyMenu({kind: 'key', id})),
		},
	];
};
