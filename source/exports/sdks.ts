import type {Algorithm} from '../keys/algorithms.ts';

/** How a private key is written in PEM. */
export type KeyForm = 'pkcs8' | 'pkcs1' | 'encrypted-pkcs8' | 'encrypted-legacy';

/** What an official SDK can sign with, and how it asks the service. */
export type Sdk = {
	/** Its name as a word of the command line. */
	readonly id: 'typescript' | 'python' | 'java' | 'dart' | 'php' | 'dotnet';
	readonly name: string;
	readonly packageName: string;
	readonly algorithms: readonly Algorithm[];
	/** What to know before it is given an encrypted key or a key id; absent when there is nothing. */
	readonly note?: string;
	/** How it wants the private key, where that is unlike the file. */
	readonly keyForm?: string;
	/** What is true of it whatever it is given. */
	readonly always?: string;
	/** The `kid` that it signs with: the key id it is given or else the token id, only one that it is given, or none at all. */
	readonly sends: 'key-id-or-token-id' | 'key-id' | 'nothing';
	readonly keyIdForm: 'any' | 'uuid';
	/** The smallest RSA key that it takes, in bits; absent where that is not known. */
	readonly smallestRsa?: number;
	/** Whether it fails when it is given a passphrase beside a plain key. */
	readonly failsWithNeedlessPassphrase: boolean;
	/** What an encrypted key asks for. */
	readonly encrypted?: string;
	/** The forms of a private key that it reads. */
	readonly keyForms: readonly KeyForm[];
	/** What stands between the lines of the key that it is given: line breaks, a backslash and an n in their place, or any of the two. */
	readonly lineBreaks: 'real' | 'literal' | 'either';
	/** How it writes the request for a project-scoped token. */
	readonly projectBody: 'json' | 'form';
	/** Whether it takes no success but status 200. */
	readonly wants200: boolean;
	/** Whether it insists that the first key of the service's JWKS is an EC P-256 key for ES256, with x and y. */
	readonly insistsOnFirstKey: boolean;
};

const noPassphraseTrouble = {failsWithNeedlessPassphrase: false, keyIdForm: 'any'} as const;
const everyForm: readonly KeyForm[] = ['pkcs8', 'pkcs1', 'encrypted-pkcs8', 'encrypted-legacy'];
const asking = {lineBreaks: 'real', projectBody: 'json', wants200: false, insistsOnFirstKey: false} as const;

/** Holds Affinidi's official SDKs (contract 4.2): every one of them signs RS256 only. */
export const sdks: readonly Sdk[] = [
	{
		id: 'typescript',
		name: 'TypeScript',
		packageName: '@affinidi-tdk/auth-provider',
		algorithms: ['RS256'],
		sends: 'key-id-or-token-id',
		smallestRsa: 2048,
		...noPassphraseTrouble,
		keyForms: everyForm,
		...asking,
	},
	{
		id: 'python',
		name: 'Python',
		packageName: 'affinidi_tdk_auth_provider',
		algorithms: ['RS256'],
		note: 'Needs Node.js beside it.',
		always: 'needs Node.js beside it',
		sends: 'key-id-or-token-id',
		smallestRsa: 2048,
		...noPassphraseTrouble,
		keyForms: everyForm,
		...asking,
	},
	{
		id: 'java',
		name: 'Java',
		packageName: 'com.affinidi.tdk:auth.provider',
		algorithms: ['RS256'],
		note: 'Wants the key with literal \\n in place of line breaks; an encrypted key needs Java 21.',
		keyForm: 'wants the key with literal \\n in place of line breaks',
		sends: 'nothing',
		keyIdForm: 'any',
		smallestRsa: 2048,
		failsWithNeedlessPassphrase: true,
		encrypted: 'an encrypted key needs Java 21 or later',
		keyForms: ['pkcs8', 'encrypted-pkcs8'],
		...asking,
		lineBreaks: 'literal',
		projectBody: 'form',
	},
	{
		id: 'dart',
		name: 'Dart',
		packageName: 'affinidi_tdk_auth_provider',
		algorithms: ['RS256'],
		note: 'Fails when a passphrase is given for a plain key.',
		sends: 'key-id',
		keyIdForm: 'any',
		failsWithNeedlessPassphrase: true,
		keyForms: ['pkcs8', 'pkcs1', 'encrypted-pkcs8'],
		...asking,
		lineBreaks: 'either',
		wants200: true,
		insistsOnFirstKey: true,
	},
	{
		id: 'php',
		name: 'PHP',
		packageName: 'affinidi-tdk/affinidi-tdk-php',
		algorithms: ['RS256'],
		always: 'keeps a project-scoped token that has expired: make a new provider then',
		sends: 'key-id-or-token-id',
		...noPassphraseTrouble,
		keyForms: everyForm,
		...asking,
	},
	{
		id: 'dotnet',
		name: '.NET',
		packageName: 'AffinidiTdk.AuthProvider',
		algorithms: ['RS256'],
		note: 'The key id must be a UUID.',
		sends: 'key-id-or-token-id',
		keyIdForm: 'uuid',
		failsWithNeedlessPassphrase: true,
		keyForms: ['pkcs8', 'pkcs1', 'encrypted-pkcs8'],
		...asking,
		insistsOnFirstKey: true,
	},
];

/** Gives the official SDKs that can sign with an algorithm. */
export const sdksFor = (algorithm: Algorithm): readonly Sdk[] =>
	sdks.filter(sdk => sdk.algorithms.includes(algorithm));
