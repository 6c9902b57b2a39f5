import type {Algorithm} from '../keys/algorithms.ts';

/** What an official SDK can sign with. */
export type Sdk = {
	readonly name: string;
	readonly packageName: string;
	readonly algorithms: readonly Algorithm[];
	/** What to know before it is given an encrypted key or a key id; absent when there is nothing. */
	readonly note?: string;
};

/** Holds Affinidi's official SDKs (contract 4.2): every one of them signs RS256 only. */
export const sdks: readonly Sdk[] = [
	{name: 'TypeScript', packageName: '@affinidi-tdk/auth-provider', algorithms: ['RS256']},
	{
		name: 'Python',
		packageName: 'affinidi_tdk_auth_provider',
		algorithms: ['RS256'],
		note: 'Needs Node.js beside it.',
	},
	{
		name: 'Java',
		packageName: 'com.affinidi.tdk:auth.provider',
		algorithms: ['RS256'],
		note: 'Wants the key with literal \\n in place of line breaks; an encrypted key needs Java 21.',
	},
	{
		name: 'Dart',
		packageName: 'affinidi_tdk_auth_provider',
		algorithms: ['RS256'],
		note: 'Fails when a passphrase is given for a plain key.',
	},
	{name: 'PHP', packageName: 'affinidi-tdk/affinidi-tdk-php', algorithms: ['RS256']},
	{
		name: '.NET',
		packageName: 'AffinidiTdk.AuthProvider',
		algorithms: ['RS256'],
		note: 'The key id must be a UUID.',
	},
];

/** Gives the official SDKs that can sign with an algorithm. */
export const sdksFor = (algorithm: Algorithm): readonly Sdk[] =>
	sdks.filter(sdk => sdk.algorithms.includes(algorithm));
