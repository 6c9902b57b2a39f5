import {recordOf} from '../../api/token.ts';
import {isEncrypted} from '../../keys/key-row.ts';
import {storedKeysOf} from '../../operations/token/stored-keys.ts';
import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {fetchToken} from './fetch-token.ts';
import {tokenIdOf} from './token-id.ts';
import {tokenText} from './token-text.ts';

/** Shows one token: the service's record for scripts, and for a person also where its private key is. */
export const runGetToken: Run = async context => {
	const tokenId = await tokenIdOf(context);
	if (!tokenId.ok) return tokenId;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId.value, context.signal);
	if (!token.ok) return token;
	const stored = await storedKeysOf(token.value, deps.keyStore);
	if (!stored.ok) return fail({kind: 'failed', failure: stored.error});
	const places = stored.value.map(
		key => `${key.place} (${!key.file ? 'in a KMS' : isEncrypted(key) ? 'encrypted' : 'NOT encrypted'})`,
	);
	const keys = places.length > 0 ? places : ['none here'];
	return ok({
		kind: 'value',
		value: recordOf(token.value),
		text: () =>
			tokenText(
				token.value,
				keys.map(place => ['Private key', place]),
			),
	});
};
