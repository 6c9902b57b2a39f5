import {allPages} from '../../api/pages.ts';
import type {KeyRow} from '../../keys/key-row.ts';
import {type KeyUse, keyUse} from '../../operations/token/key-use.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import {type CommandError, requestError} from '../command-error.ts';
import {openSession} from '../open-session.ts';

/** Asks the service which tokens of the signed-in user use which of these keys. */
export const readKeyUse = async (
	rows: readonly KeyRow[],
	context: Context,
): Promise<Result<KeyUse & {readonly environment: string}, CommandError>> => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps, environment} = session.value;
	const all = await allPages(deps.service.iam.listTokens({signal: context.signal}));
	if (!all.ok) return fail(requestError(all.error));
	return ok({...keyUse(rows, all.value), environment: environment.name});
};
