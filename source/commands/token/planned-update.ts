import type {Environment} from '../../config/environments.ts';
import type {TokenChange} from '../../operations/token/wanted-state.ts';
import type {PlannedRequest} from '../planned-request.ts';

/** Says which requests an update would send; the token is not read for it, so what stays as it is stands in angle brackets. */
export const plannedUpdate = (
	{portalUrl}: Environment,
	tokenId: string,
	{
		name = '<its name>',
		keyId = '<its key id>',
		publicKey,
		algorithm = '<its algorithm>',
	}: Omit<TokenChange, 'algorithm'> & {readonly algorithm?: string | undefined},
): readonly PlannedRequest[] => {
	const url = `${portalUrl}/iam/v1/tokens/${tokenId}`;
	const members = publicKey ?? {kty: '<its key type>', '<members of its key>': '<as they are>'};
	const jwk = {kid: keyId, alg: algorithm, use: 'sig', ...members};
	const authenticationMethod = {
		type: 'PRIVATE_KEY',
		signingAlgorithm: algorithm,
		publicKeyInfo: {jwks: {keys: [jwk]}},
	};
	const read = {method: 'GET', url};
	return [read, read, {method: 'PATCH', url, body: {name, authenticationMethod}}, read];
};
