import type {Environment} from '../../config/environments.ts';
import type {PlannedRequest} from '../planned-request.ts';
import type {RotateWish} from './rotate-wish.ts';

const key = (kid: string, which: string) => ({kid, use: 'sig', '<members of the key>': which});

/** Says which requests a rotation would send; the token is not read for it, so what it has stands in angle brackets. */
export const plannedRotation = (
	{portalUrl, tokenEndpoint}: Environment,
	tokenId: string,
	{does, mode}: RotateWish,
): readonly PlannedRequest[] => {
	const url = `${portalUrl}/iam/v1/tokens/${tokenId}`;
	const read = {method: 'GET', url};
	const offer = {
		method: 'POST',
		url: tokenEndpoint,
		body: '<a client assertion, signed with a key that is tried>',
	};
	const patch = (...keys: readonly ReturnType<typeof key>[]) => ({
		method: 'PATCH',
		url,
		body: {
			name: '<its name>',
			authenticationMethod: {
				type: 'PRIVATE_KEY',
				signingAlgorithm: '<its algorithm>',
				publicKeyInfo: {jwks: {keys}},
			},
		},
	});
	const oldKey = key('<its key id>', '<the old one>');
	const alone =
		mode === 'swap'
			? [key('<its key id>', '<the new one>')]
			: [key('<a new UUID>', '<the new one>'), key(tokenId, '<the new one>')];
	if (does === 'rollback') return [read, patch(oldKey), read];
	const replacing = [read, patch(...alone), read, offer];
	if (does === 'finish' || mode === 'swap') return replacing;
	return [read, offer, patch(key('<a new UUID>', '<the new one>'), oldKey), read, offer];
};
