import {findPaths} from '../../config/paths.ts';
import type {KeyRow} from '../../keys/key-row.ts';
import {type KeyStore, makeKeyStore} from '../../keys/key-store.ts';
import {passphraseKeyring} from '../../operations/passphrase-keyring.ts';
import {readOnlyKeyStore} from '../../operations/read-only.ts';
import {storedKeyOf} from '../../operations/token/stored-keys.ts';
import {fail, ok, type Result} from '../../result.ts';
import {isUuid} from '../../text/is-uuid.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Context} from '../command.ts';
import {type CommandError, failedError, usageError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {fetchToken} from '../token/fetch-token.ts';

/** A key whose record can be read. */
export type KnownKey = Exclude<KeyRow, {readonly status: 'damaged'}>;

/** Opens the key store of this computer, which serves all environments. */
export const openKeyStore = ({
	host,
	isReadOnly,
}: Pick<Context, 'host' | 'isReadOnly'>): {readonly keyStore: KeyStore; readonly folder: string} => {
	const {clock, random} = host.effects;
	const paths = findPaths(host.variables, host.workingDirectory);
	const {keys: folder} = paths;
	const keyring = passphraseKeyring(paths, {...host.effects, variables: host.variables});
	const keyStore = makeKeyStore({folder, clock, random, keyring});
	return {keyStore: isReadOnly ? readOnlyKeyStore(keyStore) : keyStore, folder};
};

const shortestPrefix = 4;
const look = '`pat-tui key list` shows the keys that are here.';

const ofToken = async (tokenId: string, context: Context): Promise<Result<string, CommandError>> => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const token = await fetchToken(deps, tokenId, context.signal);
	if (!token.ok) return token;
	const key = await storedKeyOf(token.value, deps.keyStore);
	return key.ok ? ok(key.value.record.thumbprint) : fail({kind: 'failed', failure: key.error});
};

/**
 * Finds the key that the operand names: by its thumbprint (RFC 7638) or the beginning of it, four characters at least,
 * or by the id of a token, whose newest key is meant; only that asks the service.
 */
export const findKey = async (
	context: Context,
	keyStore: Pick<KeyStore, 'list'>,
): Promise<Result<KnownKey, CommandError>> => {
	const [operand = ''] = context.operands;
	const rows = await keyStore.list();
	if (!rows.ok) return fail(failedError(rows.error, 'Mend the folder and try again.'));
	const known = rows.value.filter((row): row is KnownKey => row.status !== 'damaged');
	const wanted = isUuid(operand) ? await ofToken(operand, context) : ok(operand);
	if (!wanted.ok) return wanted;
	if (wanted.value.length < shortestPrefix) {
		return fail(
			usageError('KEY takes a thumbprint, at least its first four characters, or the id of a token.', look),
		);
	}
	const found = known.filter(({record}) => record.thumbprint.startsWith(wanted.value));
	const exact = found.find(({record}) => record.thumbprint === wanted.value);
	const [first, second] = exact ? [exact] : found;
	const named = sanitise(operand, {graphemes: 60});
	if (!first) {
		return fail(failedError({kind: 'not-found', message: `No key here has the thumbprint ${named}.`}, look));
	}
	if (second) {
		const message = `${found.length} keys begin with ${named}.`;
		return fail(failedError({kind: 'ambiguous', message}, `Give more of the thumbprint: ${look}`));
	}
	return ok(first);
};
