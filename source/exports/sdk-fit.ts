import type {KeySize} from '../keys/key-size.ts';
import {isUuid} from '../text/is-uuid.ts';
import {type Sdk, sdks} from './sdks.ts';

/** What decides whether an SDK can use a token. */
export type SdkCase = {
	readonly tokenId: string;
	/** As the service has it: one of ours, or whatever it said. */
	readonly algorithm: string;
	/** The keys that are registered, of which several may be one key under several ids; empty when they are somewhere else. */
	readonly keys: ReadonlyArray<{
		readonly kid: string;
		readonly size: KeySize | undefined;
		readonly thumbprint?: string | undefined;
	}>;
	/** Whether the private key is kept encrypted; undefined when it is not on this computer. */
	readonly isEncrypted: boolean | undefined;
};

/** Whether an SDK can use a token, what to mind or why not, and what helps. */
export type SdkFit = {
	readonly sdk: string;
	readonly verdict: 'works' | 'care' | 'fails' | 'unknown';
	readonly why: readonly string[];
	/** What of it is still to be minded by who uses an export, which settles the rest. */
	readonly open: readonly string[];
	readonly remedy?: string;
};

const ecAlgorithms = ['ES256', 'ES512'];
const signingRemedy = 'Rotate to RS256, or write signing code of your own.';
const sizeRemedy = 'Rotate to an RSA key of 2048 bits or more.';

type Judged = Omit<SdkFit, 'sdk' | 'open'> & {readonly open?: readonly string[]};

/** What the algorithm alone decides (contract 4.2): every official SDK signs RS256, whatever the token is registered for. */
const byAlgorithm = (algorithm: string): Judged | undefined => {
	if (algorithm === 'RS256') return undefined;
	if (ecAlgorithms.includes(algorithm)) {
		return {
			verdict: 'fails',
			why: [`only RS256 is signed, and an ${algorithm} key can not be used`],
			remedy: signingRemedy,
		};
	}
	return {
		verdict: 'unknown',
		why: ['only RS256 is signed; whether the service takes that for this token is not known'],
		remedy: signingRemedy,
	};
};

const byKey = ({smallestRsa}: Sdk, {keys}: SdkCase): Judged | undefined => {
	const bits = keys.flatMap(({size}) => (size?.type === 'RSA' ? [size.bits] : []));
	if (bits.length < keys.length || bits.length === 0) {
		return {verdict: 'unknown', why: ['its registered key can not be read']};
	}
	const least = Math.min(...bits);
	if (least >= 2048) return undefined;
	return smallestRsa === undefined
		? {verdict: 'unknown', why: [`whether it takes ${least} bits is not known`], remedy: sizeRemedy}
		: {verdict: 'fails', why: [`takes no RSA key below ${smallestRsa} bits`], remedy: sizeRemedy};
};

const needsUuid = ({tokenId, keys}: SdkCase): boolean =>
	!isUuid(tokenId) || keys.some(({kid}) => !isUuid(kid));

const isOneKey = ({keys}: SdkCase): boolean =>
	new Set(keys.map(({kid, thumbprint}) => thumbprint ?? kid)).size === 1;

const isUnderTokenId = (given: SdkCase): boolean =>
	isOneKey(given) && given.keys.some(({kid}) => kid === given.tokenId);

/** What an export settles: it holds the key id, the key in the form that is wanted, and no passphrase beside a plain key. */
const settledCares = (sdk: Sdk, given: SdkCase): readonly string[] => [
	...(sdk.sends === 'nothing' || isUnderTokenId(given) ? [] : ['give it the key id (KEY_ID)']),
	...(given.isEncrypted === false && sdk.failsWithNeedlessPassphrase
		? ['give it no passphrase: with a plain key it fails then']
		: []),
	...(sdk.keyForm === undefined ? [] : [sdk.keyForm]),
];

const openCares = (sdk: Sdk, given: SdkCase): readonly string[] => [
	// With one key the service must be able to do without: this SDK never sends any.
	...(sdk.sends === 'nothing' && given.keys.length > 0 && !isOneKey(given)
		? ['sends no key id: which of the registered keys the service then takes is not known']
		: []),
	...(given.isEncrypted === true && sdk.encrypted !== undefined ? [sdk.encrypted] : []),
	...(sdk.always === undefined ? [] : [sdk.always]),
];

const judge = (sdk: Sdk, given: SdkCase): Judged => {
	const refused = byAlgorithm(given.algorithm) ?? byKey(sdk, given);
	if (refused) return refused;
	if (sdk.keyIdForm === 'uuid' && needsUuid(given)) {
		return {
			verdict: 'fails',
			why: ['takes no key id that is not a UUID'],
			remedy: 'Rotate the key: the new one gets a UUID.',
		};
	}
	const open = openCares(sdk, given);
	const why = [...open, ...settledCares(sdk, given)];
	return {verdict: why.length > 0 ? 'care' : 'works', why, open};
};

/**
 * Says of each official SDK whether it can use a token (contract 4.2); what the contract does not know is said to be
 * unknown.
 */
export const sdkFits = (given: SdkCase): readonly SdkFit[] =>
	sdks.map(sdk => {
		const judged = judge(sdk, given);
		return {sdk: sdk.name, open: judged.why, ...judged};
	});
