import type {Token} from '../api/token.ts';
import type {AppState} from '../store/app-store.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import type {Keymap, ScreenContext} from './screen-context.tsx';

/** What can be done with the token that `find` points at, on the list and on its own page alike. */
export const tokenActions = (find: (context: ScreenContext) => Token | undefined): Keymap => {
	const needsToken = (context: ScreenContext) => (find(context)?.id ? undefined : 'Select a token first.');
	const needsKey = (context: ScreenContext) => {
		const token = find(context);
		if (!token?.id) return 'Select a token first.';
		const {keys} = context.state();
		return keys && !selectKeyOf(token)(context.state())
			? 'No private key here: `pat-tui key import FILE` adds it.'
			: undefined;
	};
	const withToken =
		(act: (token: Token, state: AppState) => void): Keymap[number]['run'] =>
		context => {
			const token = find(context);
			if (token) act(token, context.state());
		};
	return [
		{
			id: 'token.try',
			keys: ['t'],
			label: 'Try it',
			group: 'Token',
			footer: true,
			blockedBy: needsKey,
			run: withToken((token, {go, startTry}) => {
				go({name: 'try', tokenId: token.id});
				void startTry(token.id);
			}),
		},
		{
			id: 'token.export',
			keys: ['x'],
			label: 'Take it away',
			group: 'Token',
			footer: true,
			blockedBy: needsKey,
			run: withToken((token, {go, beginExport}) => {
				beginExport(token.id);
				go({name: 'export', tokenId: token.id});
			}),
		},
		{
			id: 'token.rotate',
			keys: ['K'],
			label: 'Rotate key',
			group: 'Token',
			footer: true,
			changes: true,
			blockedBy: needsToken,
			run: withToken((token, {go, beginRotation}) => {
				go({name: 'rotate', tokenId: token.id});
				void beginRotation(token.id);
			}),
		},
		{
			id: 'token.leaked',
			keys: ['L'],
			label: 'Leaked key',
			group: 'Token',
			changes: true,
			blockedBy: needsToken,
			run: withToken((token, {go, beginRotation}) => {
				go({name: 'rotate', tokenId: token.id});
				void beginRotation(token.id, 'leak');
			}),
		},
		{
			id: 'token.permissions',
			keys: ['p'],
			label: 'Permissions',
			group: 'Token',
			footer: true,
			blockedBy: needsToken,
			run: withToken((token, {go, beginPermissions}) => {
				go({name: 'permissions', tokenId: token.id});
				void beginPermissions(token.id);
			}),
		},
		{
			id: 'token.rename',
			keys: ['e'],
			label: 'Rename',
			group: 'Token',
			footer: true,
			changes: true,
			blockedBy: needsToken,
			run: withToken((token, {go, beginRenameToken}) => {
				go({name: 'rename', tokenId: token.id});
				void beginRenameToken(token.id);
			}),
		},
		{
			id: 'token.take-back',
			keys: ['u'],
			label: 'Take back the rename',
			group: 'Token',
			changes: true,
			blockedBy: ({state}) => (state().renamed ? undefined : 'There is nothing to take back.'),
			run({state}) {
				void state().takeBackRename();
			},
		},
		{
			id: 'token.delete',
			keys: ['d', 'delete'],
			label: 'Delete',
			group: 'Token',
			footer: true,
			blockedBy: needsToken,
			run: withToken((token, {go, beginDelete}) => {
				beginDelete(token.id);
				go({name: 'delete', tokenId: token.id});
			}),
		},
		{
			id: 'diagnose.open',
			keys: ['.'],
			label: 'Diagnose a .env file',
			group: 'Token',
			run: ({state}) => state().openDiagnosis(),
		},
		{
			id: 'token.copy-id',
			keys: ['y'],
			label: 'Copy id',
			group: 'Token',
			footer: true,
			blockedBy: needsToken,
			run: withToken(({id}, {copy}) => void copy({what: 'the id', text: id})),
		},
		{
			id: 'token.copy',
			keys: ['Y'],
			label: 'Copy something else',
			group: 'Token',
			blockedBy: needsToken,
			run: withToken(({id}, {openCopyMenu}) => openCopyMenu({kind: 'token', id})),
		},
	];
};
