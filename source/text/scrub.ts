// A word is looked at once, from where it begins: a foreign text may be one word of megabytes.
const secretShapes: ReadonlyArray<readonly [RegExp, string]> = [
	[/-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g, '[key removed]'],
	// The header of every JWS and JWE begins with `{"`, which base64url writes as `eyJ`; a JWE has five parts, one maybe empty.
	[/(?<![\w-])(?=[\w-]+\.)([\w-]*?)\beyJ[\w-]{5,}(?:\.[\w-]*){1,4}/g, '$1[token removed]'],
	[/\b((?:set-)?cookie\s*:\s*)[^\r\n]+/gi, '$1[cookie removed]'],
	[/\b(authorization\s*:\s*)[^\r\n]+/gi, '$1[removed]'],
	[/\b((?:bearer)\s+)[\w.~+/=-]{8,}/gi, '$1[token removed]'],
	[
		/(?<![\w.-])(?=[\w.-]*?(?:session|sid|token|csrf|auth|secret|password|passphrase|assertion))([\w.-]+=)[^\s;,&"']{8,}/gi,
		'$1[removed]',
	],
];

/** Replaces everything shaped like a JWT, a PEM block, a cookie or a credential, so that the text may be kept or shown. */
export const scrub = (text: string): string =>
	secretShapes.reduce((clean, [shape, replacement]) => clean.replace(shape, replacement), text);
