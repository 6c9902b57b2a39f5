import {fail, ok, type Result} from '../../result.ts';
import type {Algorithm} from '../algorithms.ts';
import type {PublicJwk} from '../public-jwk.ts';
import {readPublicKey} from '../read-public-key.ts';
import type {SigningError} from '../signing-key.ts';
import type {KmsReference} from './kms-reference.ts';

/** A key that was found in a KMS: its exact reference (of a key, not of an alias or of the newest version), its public half, and the algorithms that it serves, the usual one first. */
export type FoundKmsKey = {
	readonly reference: KmsReference;
	readonly publicJwk: PublicJwk;
	/** RFC 7638. */
	readonly thumbprint: string;
	readonly algorithms: readonly Algorithm[];
};

/** Refuses a key that is there but can't sign for a token, with what it is. */
export const wrongKey = (what: string) =>
	fail<SigningError>({
		kind: 'wrong-key',
		message: `The key is of no use for a token: it is ${what}.`,
		remedy:
			'Take a key for signing: RSA of 2048 bits or more with PKCS#1 v1.5, EC on P-256, or EC on P-521 where the cloud has it.',
	});

/** Reads what a KMS answered about a key; `serves` says which algorithms it allows. */
export const readKmsKey = (
	answer: string,
	reference: KmsReference,
	serves: (algorithm: Algorithm) => boolean,
): Result<FoundKmsKey, SigningError> => {
	const read = readPublicKey(Buffer.from(answer));
	if (!read.ok) {
		const {kind, message, remedy} = read.error;
		return kind === 'unsupported-key'
			? fail({kind: 'wrong-key', message: `The key is of no use for a token. ${message}`, remedy})
			: fail({
					kind: 'tool-failed',
					message: `The answer could not be read. ${message}`,
					remedy: 'Try again.',
				});
	}
	const {publicJwk, thumbprint, algorithms} = read.value;
	const served = algorithms.filter(serves);
	return served.length > 0
		? ok({reference, publicJwk, thumbprint, algorithms: served})
		: wrongKey('for another kind of signature (such as RSASSA-PSS) alone');
};
