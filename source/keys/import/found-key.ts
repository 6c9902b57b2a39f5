import {fail, ok, type Result} from '../../result.ts';
import type {Algorithm} from '../algorithms.ts';
import type {UnfitKey} from '../parse-public-key.ts';
import type {PublicJwk} from '../public-jwk.ts';

/** A public key that was found in what somebody brought: what it was recognised as (`a key as JWK`), and the algorithms that whoever holds it allows, where that is said. */
export type FoundKey = {
	readonly publicJwk: PublicJwk;
	readonly form: string;
	readonly allowed?: readonly Algorithm[] | undefined;
};

/** Says why no public key could be read, and what makes one of the file; FILE stands for the file in `remedy`. */
export type PublicKeyError = {
	readonly kind: UnfitKey['kind'] | 'private-key' | 'other-form' | 'no-key' | 'too-large';
	readonly message: string;
	readonly remedy: string;
	/** The public half of a private key, for the person to take or leave; there where no passphrase is in the way. */
	readonly publicHalf?: FoundKey;
};

/** What became of something that may hold a public key. */
export type Finding = Result<FoundKey, PublicKeyError>;

/** Wraps a key that was parsed, with the form that it came in; one that can't be used says what would do. */
export const found = (
	parsed: Result<PublicJwk, UnfitKey>,
	form: string,
	allowed?: readonly Algorithm[],
): Finding =>
	parsed.ok
		? ok({publicJwk: parsed.value, form, allowed})
		: fail({
				...parsed.error,
				remedy:
					parsed.error.kind === 'damaged'
						? 'Get the whole file again.'
						: 'Take an RSA key of 2048 bits or more, or an EC key on P-256 or P-521.',
			});

/** Refuses a form by its name, with the command that makes a public key in PEM of it. */
export const otherForm = (what: string, command: string) =>
	fail<PublicKeyError>({
		kind: 'other-form',
		message: `It holds ${what}.`,
		remedy: `\`${command}\` makes a public key in PEM of it.`,
	});

/** Refuses what is understood but does not serve, with what to do instead. */
export const noUse = (what: string, remedy: string) =>
	fail<PublicKeyError>({kind: 'unsupported-key', message: `It holds ${what}.`, remedy});

/** Refuses several keys, as nobody can know which is meant. */
export const several = (what: string) =>
	fail<PublicKeyError>({
		kind: 'other-form',
		message: `It holds several ${what}.`,
		remedy: 'Leave the one in it that is meant.',
	});

/** Refuses a private key where a public one is asked for; its public half is handed on where it can be read. */
export const privateKey = (command: string, half?: Finding) =>
	fail<PublicKeyError>({
		kind: 'private-key',
		message: 'It holds a private key, where a public one is asked for. Nothing was taken from it.',
		remedy: `\`${command}\` makes a public key in PEM of it.`,
		...(half?.ok && {publicHalf: half.value}),
	});
