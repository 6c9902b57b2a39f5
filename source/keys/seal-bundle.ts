import {CompactEncrypt} from 'jose';
import type {Random} from '../system/random.ts';
import {makeSecret, reveal, type Secret} from '../text/secret.ts';
import {type Bundle, bundleHeader} from './bundle.ts';
import {usedIterations} from './pbes2.ts';

/**
 * Encrypts a bundle with a passphrase, as UTF-8, with 600,000 iterations and a salt of 16 bytes; gives a line of text. Fewer
 * iterations are for what protects nothing.
 */
export const sealBundle = async (
	bundle: Bundle,
	passphrase: Secret,
	random: Pick<Random, 'bytes'>,
	iterations = usedIterations,
): Promise<Secret> => {
	const content = Buffer.from(JSON.stringify(bundle));
	const jwe = await new CompactEncrypt(content)
		.setProtectedHeader(bundleHeader)
		.setKeyManagementParameters({p2c: iterations, p2s: random.bytes(16)})
		.encrypt(Buffer.from(reveal(passphrase)));
	content.fill(0);
	return makeSecret(`${jwe}\n`);
};
