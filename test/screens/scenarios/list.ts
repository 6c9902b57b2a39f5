import {tokensKeymap} from '../../../source/screens/tokens-keymap.ts';
import {holding, refusing} from '../../store/a-store.ts';
import type {Scenario} from '../scenarios.ts';

const tokensPath = /^\/iam\/v1\/tokens$/;
const name = 'ci-deploy-prod';

/** The states of the list of tokens as it is read. */
export const listScenarios: readonly Scenario[] = [
	{name: 'tokens, none', keymap: tokensKeymap, focus: 'none', reach: async ({signIn}) => signIn()},
	{
		name: 'tokens, some',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state}) {
			await signIn();
			for (const each of ['analytics-read-only', name, 'wallet-sync-service']) await makeToken(each);
			state().restart({name: 'tokens'});
		},
	},
	{
		name: 'tokens, being read again',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state, interceptWith}) {
			await signIn();
			await makeToken(name);
			interceptWith(holding('GET', tokensPath));
			state().restart({name: 'tokens'});
			void state().loadTokens();
		},
	},
	{
		name: 'tokens, failed',
		keymap: tokensKeymap,
		focus: 'none',
		async reach({signIn, makeToken, state, interceptWith}) {
			await signIn();
			await makeToken(name);
			interceptWith(refusing('GET', tokensPath, 403));
			state().restart({name: 'tokens'});
			await state().loadTokens();
		},
	},
];
