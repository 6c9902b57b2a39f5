import {type RegisteredJwk, toToken} from '../../../source/api/token.ts';
import {canonicalJwk} from '../../../source/keys/canonical-jwk.ts';
import type {KeyRecord} from '../../../source/keys/key-record.ts';
import {type Fact, factLines} from '../../../source/screens/facts/fact.ts';
import type {KnownFacts} from '../../../source/screens/facts/known-facts.ts';
import type {KnownKeyRow} from '../../../source/store/keys-slice.ts';
import {unicodeSigns} from '../../../source/terminal/signs.ts';

/** The id of the token that the facts are about. */
export const factsTokenId = '4d1f0c7e-7d1a-4a52-9b0e-2f6c1e9a8f2c';

/** The moment at which the facts are looked at. */
export const factsNow = Date.parse('2026-03-04T12:00:00Z');

const publicJwk = {kty: 'EC', crv: 'P-256', x: 'eHh4', y: 'eXl5'} as const;

/** A registered key. */
export const aRegisteredKey = (change: Partial<RegisteredJwk> = {}): RegisteredJwk => ({
	...publicJwk,
	kid: factsTokenId,
	alg: 'ES256',
	use: 'sig',
	...change,
});

/** A token as the service has it. */
export const aFactsToken = (
	change: Record<string, unknown> = {},
	keys: readonly RegisteredJwk[] = [aRegisteredKey()],
) =>
	toToken({
		id: factsTokenId,
		name: 'ci-deploy-prod',
		ari: `ari:iam:::token/${factsTokenId}`,
		ownerAri: 'ari:iam:::user/8e0a',
		scopes: [],
		authenticationMethod: {signingAlgorithm: 'ES256', publicKeyInfo: {jwks: {keys}}},
		...change,
	});

const aRecord: KeyRecord = {
	thumbprint: 'print',
	algorithm: 'ES256',
	publicJwk,
	custody: 'stored',
	created: '2026-03-01T12:00:00.000Z',
	name: 'ci-deploy-prod',
	file: 'ci.pem',
};

const recordFile = '/home/me/keys/ci.json';

/** The key store with the registered key in it. */
export const someKeys = ({
	encrypted = true,
	mode = 0o600,
	place = '/home/me/keys/ci.pem',
}: {
	readonly encrypted?: boolean;
	readonly mode?: number;
	readonly place?: string;
} = {}): ReadonlyMap<string, KnownKeyRow> =>
	new Map([
		[
			canonicalJwk(publicJwk) ?? '',
			{
				status: 'ready',
				record: aRecord,
				recordFile,
				place,
				file: {
					isExposed: (mode & 0o077) !== 0,
					mode,
					protection: encrypted ? 'encrypted' : 'plain',
				},
			},
		],
	]);

/** The key store with a record whose private half is gone. */
export const unfinishedKeys = (): ReadonlyMap<string, KnownKeyRow> =>
	new Map([
		[
			canonicalJwk(publicJwk) ?? '',
			{
				status: 'unfinished',
				record: aRecord,
				recordFile,
				place: '/home/me/keys/ci.pem',
				message: 'The private key is not there.',
			},
		],
	]);

/** Everything that is known of a token, all of it well unless told. */
export const someFacts = (change: Partial<KnownFacts> = {}): KnownFacts => ({
	token: aFactsToken(),
	keys: someKeys(),
	detail: {tokenId: factsTokenId, status: 'ready', projects: []},
	tries: [],
	now: factsNow,
	signs: unicodeSigns,
	...change,
});

/** Facts as a page draws them. */
export const pageOf = (facts: readonly Fact[], columns = 90): string =>
	factLines(facts, columns)
		.map(({lead = '', text}) => `${lead}${text}`.trimEnd())
		.join('\n');
