import {algorithmsFor} from '../../keys/fit-algorithm.ts';
import {ok} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import type {Run} from '../command.ts';
import {fieldsText} from '../fields-text.ts';
import {findKey, openKeyStore} from './find-key.ts';
import {keyState, keyValue} from './key-value.ts';
import {tokensOfKey} from './tokens-of-key.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Shows a key of the key store, and with `--tokens` which tokens of the signed-in user have it. */
export const runShowKey: Run = async context => {
	const {flags, host} = context;
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const {record, place} = found.value;
	const use = flags.has('tokens') ? await tokensOfKey(record, context) : undefined;
	if (use && !use.ok) return use;
	const {publicJwk: jwk, created} = record;
	const days = Math.max(0, Math.floor((host.effects.clock.now() - Date.parse(created)) / dayMs));
	const usedBy = use?.value.tokens.map(({id, name}) => `${id} (${name})`) ?? [];
	return ok({
		kind: 'value',
		value: {
			...keyValue(found.value),
			algorithms: algorithmsFor(jwk),
			...(use && {environment: use.value.environment, tokens: use.value.tokens}),
		},
		text: () =>
			fieldsText([
				['Name', record.name],
				['Thumbprint', record.thumbprint],
				['Type', jwk.kty === 'RSA' ? 'RSA' : `EC, ${jwk.crv}`],
				['Made for', record.algorithm],
				['Fits', algorithmsFor(jwk).join(', ')],
				['Made', `${created} (${plural(days, 'day')} ago)`],
				['Private key', place],
				['State', keyState(found.value)],
				...(record.note === undefined ? [] : ([['Note', record.note]] as const)),
				...(use ? ([['Used by', usedBy.join(', ') || `no token (${use.value.environment})`]] as const) : []),
			]),
	});
};
