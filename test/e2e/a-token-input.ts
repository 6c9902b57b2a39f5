import {generateKeyPairSync, randomUUID} from 'node:crypto';

/** What registers a token on a fresh P-256 key, as a raw HTTP client sends it; `more` goes into the key or takes from it. */
export const aTokenInput = (name: string, more: Readonly<Record<string, string | undefined>> = {}) => {
	const {publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const jwk = {...publicKey.export({format: 'jwk'}), kid: randomUUID(), alg: 'ES256', use: 'sig', ...more};
	return {
		name,
		authenticationMethod: {
			type: 'PRIVATE_KEY',
			signingAlgorithm: 'ES256',
			publicKeyInfo: {jwks: {keys: [jwk]}},
		},
	};
};
