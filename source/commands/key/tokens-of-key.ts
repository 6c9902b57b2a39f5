import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, requestError} from '../command-error.ts';
import {openSession} from '../open-session.ts';

/** Where a key is registered: the tokens of the signed-in user in one environment. */
export type KeyUse = {readonly environment: string; readonly tokens: readonly Pick<Token, 'id' | 'name'>[]};

/** Asks the service which tokens of the signed-in user a key is registered with. */
export const tokensOfKey = async (print: string, context: Context): Promise<Result<KeyUse, CommandError>> => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, environment} = session.value;
	const all = await allPages(deps.service.iam.listTokens({signal: context.signal}));
	if (!all.ok) return fail(requestError(all.error));
	const users = all.value.filter(({keys}) => keys.some(key => thumbprint(key) === print));
	return ok({environment: environment.name, tokens: users.map(({id, name}) => ({id, name}))});
};
