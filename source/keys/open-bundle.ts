import {compactDecrypt, errors} from 'jose';
import * as v from 'valibot';
import {fail, ok, type Result} from '../result.ts';
import {reveal, type Secret} from '../text/secret.ts';
import {Bundle, bundleHeader} from './bundle.ts';

/** Says why a bundle could not be opened. */
export type BundleError = {readonly kind: 'wrong-passphrase' | 'unreadable'; readonly message: string};

const mostIterations = 1_000_000;

const unreadable = () =>
	fail<BundleError>({
		kind: 'unreadable',
		message: 'The bundle is damaged, or of a later version of pat-tui.',
	});

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').trim();

/** Tells whether a file is a bundle of keys, by the type in its header. */
export const isBundle = (bytes: Uint8Array): boolean => {
	const [header = '', ...rest] = textOf(bytes.subarray(0, 4096)).split('.');
	if (rest.length === 0 || !/^eyJ[\w-]+$/u.test(header)) return false;
	try {
		const parsed: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
		return v.is(v.looseObject({typ: v.literal(bundleHeader.typ)}), parsed);
	} catch {
		// Whatever else begins so is none.
		return false;
	}
};

/** Opens a bundle. The bytes are taken as hostile: how much work is done for a passphrase is limited. */
export const openBundle = async (
	bytes: Uint8Array,
	passphrase: Secret,
): Promise<Result<Bundle, BundleError>> => {
	try {
		const {plaintext} = await compactDecrypt(textOf(bytes), Buffer.from(reveal(passphrase)), {
			keyManagementAlgorithms: [bundleHeader.alg],
			contentEncryptionAlgorithms: [bundleHeader.enc],
			maxPBES2Count: mostIterations,
		});
		const parsed = v.safeParse(Bundle, JSON.parse(Buffer.from(plaintext).toString('utf8')));
		plaintext.fill(0);
		return parsed.success ? ok(parsed.output) : unreadable();
	} catch (error) {
		if (!(error instanceof errors.JWEDecryptionFailed)) return unreadable();
		const message = 'This passphrase does not open the bundle, or the file is damaged.';
		return fail({kind: 'wrong-passphrase', message});
	}
};
