import {proxyErrorCode} from './proxy-error.ts';

const unknownIssuer =
	'Behind a proxy that reads along, put its certificate into the file that NODE_EXTRA_CA_CERTS names.';

/** What a certificate that was refused means, by the code of Node's TLS. */
const certificateWords: Readonly<Record<string, string>> = {
	SELF_SIGNED_CERT_IN_CHAIN: unknownIssuer,
	DEPTH_ZERO_SELF_SIGNED_CERT: unknownIssuer,
	UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
	ERR_TLS_CERT_ALTNAME_INVALID: 'It is for another name: check the address.',
	CERT_HAS_EXPIRED: "It has expired: check this computer's clock.",
	CERT_NOT_YET_VALID: "It is not valid yet: check this computer's clock.",
};

/**
 * Says why no connection to the service came about, from what a `fetch` threw or its causes, where a proxy or a
 * certificate was to blame; undefined for everything else.
 */
export const connectionWords = (error: unknown): string | undefined => {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
		// Known by its code: the error may come of another bundle's copy of the class.
		if (code === proxyErrorCode) return at.message;
		const meaning = certificateWords[code];
		if (meaning !== undefined) return `The certificate of the service is not trusted (${code}). ${meaning}`;
	}
	return undefined;
};
