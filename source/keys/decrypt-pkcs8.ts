import {fail, ok, type Result} from '../result.ts';
import {plural} from '../text/plural.ts';
import type {Secret} from '../text/secret.ts';
import {isPkcs8} from './parse-pkcs8.ts';
import {decryptPbes2, readPbes2} from './pbes2.ts';

/** Says why a private key could not be opened. */
export type PrivateKeyError = {
	readonly kind: 'needs-passphrase' | 'wrong-passphrase' | 'unreadable';
	readonly message: string;
};

/** The one error for every way in which a passphrase can turn out not to fit. */
export const wrongPassphrase = () =>
	fail<PrivateKeyError>({kind: 'wrong-passphrase', message: 'This passphrase does not open the key.'});

/** The error for a key that is encrypted where no passphrase was given. */
export const needsPassphrase = () =>
	fail<PrivateKeyError>({
		kind: 'needs-passphrase',
		message: 'The key is encrypted: its passphrase is needed.',
	});

const unreadable = (message: string) => fail<PrivateKeyError>({kind: 'unreadable', message});

// Some seconds: the work can not be stopped in the middle, and is done for whoever hands a file over.
const mostIterations = 3_000_000;

/**
 * Decrypts an encrypted PKCS#8 private key (DER, PBES2) to the plain one, whose bytes the caller wipes. The bytes are
 * taken as hostile: the iteration count is read and limited before any work.
 */
export const decryptPkcs8 = async (
	bytes: Uint8Array,
	passphrase: Secret | undefined,
): Promise<Result<Buffer, PrivateKeyError>> => {
	const sealed = readPbes2(bytes);
	if (!sealed) return unreadable('The key file is encrypted in a way that this program does not read.');
	if (sealed.iterations > mostIterations) {
		return unreadable(
			`The key file asks for ${plural(sealed.iterations, 'round')} of PBKDF2, and more than ${plural(mostIterations, 'round')} are not done here. \`openssl pkcs8 -topk8 -iter 600000\` writes it with fewer.`,
		);
	}
	if (sealed.ciphertext.length === 0 || sealed.ciphertext.length % sealed.cipher.ivOctets !== 0) {
		return unreadable('The key file is damaged.');
	}
	if (passphrase === undefined) return needsPassphrase();
	const plain = await decryptPbes2(sealed, passphrase);
	// One wrong passphrase in some 256 passes the padding and gives bytes that are no PKCS#8 at all.
	return plain && isPkcs8(plain) ? ok(plain) : wrongPassphrase();
};
