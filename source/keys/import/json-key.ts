import * as v from 'valibot';
import {fail, ok} from '../../result.ts';
import type {Algorithm} from '../algorithms.ts';
import {fromBase64} from './base64.ts';
import {crc32c} from './crc32c.ts';
import {inDer} from './der-key.ts';
import {type Finding, found, noUse, several} from './found-key.ts';
import {jsonValue} from './json-value.ts';
import {readJwk} from './jwk.ts';
import {inPem} from './pem-key.ts';

const Jwk = v.looseObject({kty: v.string()});
const JwkSet = v.looseObject({keys: v.array(v.unknown())});
const OfAws = v.looseObject({
	PublicKey: v.string(),
	KeyUsage: v.optional(v.string()),
	SigningAlgorithms: v.optional(v.array(v.string())),
});
const OfGoogle = v.looseObject({
	pem: v.string(),
	algorithm: v.optional(v.string()),
	pemCrc32c: v.optional(v.union([v.string(), v.number()])),
});
const OfAzure = v.looseObject({key: Jwk});

const damaged = (message = 'The public key in it is damaged or cut off.') =>
	found(fail({kind: 'damaged', message}), 'JSON');

const named = (finding: Finding | undefined, form: string, allowed?: readonly Algorithm[]): Finding =>
	finding?.ok ? ok({...finding.value, form, allowed}) : (finding ?? damaged());

const forSigning = 'Take a key of the key service that is made for signing: RSA with PKCS#1, or EC.';

const ofAws = ({PublicKey: body, KeyUsage: usage}: v.InferOutput<typeof OfAws>): Finding => {
	if (usage !== undefined && usage !== 'SIGN_VERIFY') {
		return noUse(`a key of AWS KMS that is not for signing (${usage.slice(0, 40)})`, forSigning);
	}
	const der = fromBase64(body);
	return named(der && inDer(der), 'the public key of AWS KMS');
};

const ofGoogle = ({pem, algorithm = '', pemCrc32c}: v.InferOutput<typeof OfGoogle>): Finding => {
	if (pemCrc32c !== undefined && String(pemCrc32c) !== String(crc32c(Buffer.from(pem, 'utf8')))) {
		return damaged('The key in it does not fit its checksum (pemCrc32c).');
	}
	if (/_(?:PSS|OAEP|DECRYPT)_|DECRYPT/u.test(algorithm)) {
		return noUse(`a key of Google Cloud KMS for ${algorithm.slice(0, 60)} alone`, forSigning);
	}
	// A version of a key signs with one hash there, and with no other.
	const [, hash] = /^RSA_SIGN_PKCS1_\d+_SHA(256|512)$/u.exec(algorithm) ?? [];
	const allowed = hash === '256' ? (['RS256'] as const) : hash === '512' ? (['RS512'] as const) : undefined;
	return named(inPem(pem), 'the public key of Google Cloud KMS', allowed);
};

/** Finds a public key in JSON: a JWK, a set of one (RFC 7517), or what AWS KMS, Google Cloud KMS and Azure Key Vault answer. */
export const inJson = (text: string): Finding | undefined => {
	if (!/^\s*[[{]/u.test(text)) return undefined;
	const value = jsonValue(text);
	if (value === undefined) return /"(?:kty|keys|PublicKey|pem)"/u.test(text) ? damaged() : undefined;
	const set = v.safeParse(JwkSet, value);
	if (set.success) {
		const [first, second] = set.output.keys;
		if (second !== undefined) return several('keys (JWKS)');
		return readJwk(first, 'a set of one key (JWKS)');
	}
	const azure = v.safeParse(OfAzure, value);
	if (azure.success) return readJwk(azure.output.key, 'the public key of Azure Key Vault');
	const aws = v.safeParse(OfAws, value);
	if (aws.success) return ofAws(aws.output);
	const google = v.safeParse(OfGoogle, value);
	if (google.success) return ofGoogle(google.output);
	return v.is(Jwk, value) ? readJwk(value) : undefined;
};
