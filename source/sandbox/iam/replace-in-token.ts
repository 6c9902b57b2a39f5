import type {Token, UpdateTokenInput} from '../token.ts';

/** Applies an update to a token: what it names is replaced whole, the set of keys included, the rest stays (the contract leaves replace or merge open). */
export const replaceInToken = (token: Token, {name, authenticationMethod}: UpdateTokenInput): Token => {
	const {signingAlgorithm, publicKeyInfo} = authenticationMethod ?? {};
	return {
		...token,
		...(name !== undefined && {name}),
		authenticationMethod: {
			...token.authenticationMethod,
			...(signingAlgorithm !== undefined && {signingAlgorithm}),
			...(publicKeyInfo !== undefined && {publicKeyInfo}),
		},
	};
};
