import type {KeyRecord} from '../../keys/key-record.ts';
import type {KeyUser} from '../../operations/token/key-use.ts';
import {ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {readKeyUse} from './read-key-use.ts';

/** Where a key is registered: the tokens of the signed-in user in one environment. */
export type TokensOfKey = {readonly environment: string; readonly tokens: readonly KeyUser[]};

/** Asks the service which tokens of the signed-in user a key is registered with. */
export const tokensOfKey = async (
	key: Pick<KeyRecord, 'publicJwk'>,
	context: Context,
): Promise<Result<TokensOfKey, CommandError>> => {
	const use = await readKeyUse([], context);
	if (!use.ok) return use;
	const {environment, usersOf} = use.value;
	return ok({environment, tokens: usersOf(key)});
};
