import * as v from 'valibot';

/** The signing algorithms that Affinidi accepts for a token (JWA names, RFC 7518). */
export const Algorithm = v.picklist(['RS256', 'RS512', 'ES256', 'ES512']);

/** One of the four signing algorithms. */
export type Algorithm = v.InferOutput<typeof Algorithm>;

/** Describes an algorithm: the key that is generated for it, how it signs, and what it means for Affinidi's SDKs. */
export type AlgorithmFacts = {
	readonly name: Algorithm;
	readonly title: string;
	readonly key:
		| {readonly type: 'rsa'; readonly modulusLength: 4096}
		| {readonly type: 'ec'; readonly namedCurve: 'P-256' | 'P-521'};
	readonly hash: 'sha256' | 'sha512';
	/** How node:crypto must write an ECDSA signature for JOSE (r || s); absent for RSA. */
	readonly dsaEncoding?: 'ieee-p1363';
	readonly advice: string;
};

const needsOwnCode = 'Needs signing code of your own: SDKs sign RS256 only.';

/** Holds the facts of each algorithm, in the order in which they are offered. */
export const algorithms: Readonly<Record<Algorithm, AlgorithmFacts>> = {
	RS256: {
		name: 'RS256',
		title: 'RSA 4096 with SHA-256',
		key: {type: 'rsa', modulusLength: 4096},
		hash: 'sha256',
		advice: 'Works with every official Affinidi SDK.',
	},
	RS512: {
		name: 'RS512',
		title: 'RSA 4096 with SHA-512',
		key: {type: 'rsa', modulusLength: 4096},
		hash: 'sha512',
		advice: needsOwnCode,
	},
	ES256: {
		name: 'ES256',
		title: 'ECDSA P-256 with SHA-256',
		key: {type: 'ec', namedCurve: 'P-256'},
		hash: 'sha256',
		dsaEncoding: 'ieee-p1363',
		advice: needsOwnCode,
	},
	ES512: {
		name: 'ES512',
		title: 'ECDSA P-521 with SHA-512',
		key: {type: 'ec', namedCurve: 'P-521'},
		hash: 'sha512',
		dsaEncoding: 'ieee-p1363',
		advice: needsOwnCode,
	},
};
