import type {Token} from '../../api/token.ts';
import type {SdkFlag} from '../../exports/sdk-flags.ts';
import {sdkWarnings} from '../../exports/sdk-warnings.ts';
import {isEncrypted, type ReadyRow} from '../../keys/key-row.ts';
import {keySize} from '../../keys/key-size.ts';
import {thumbprint} from '../../keys/thumbprint.ts';

/** What is said of a key that is in a KMS. */
export const inKms =
	'The key is in a KMS, which never gives it out: no official SDK can sign with it. The code for TypeScript signs there itself.';

/**
 * Says what stands in the way of the SDK that is handed a token, or of all of them where none is named.
 *
 * @param key the private key; undefined when it is not on this computer
 */
export const exportWarnings = (
	{id, algorithm, keys}: Token,
	key: Pick<ReadyRow, 'record' | 'file'> | undefined,
	sdk: SdkFlag | undefined,
): readonly string[] =>
	key?.record.custody === 'kms'
		? [inKms]
		: sdkWarnings(
				{
					tokenId: id,
					algorithm,
					keys: keys.map(each => ({kid: each.kid ?? '', size: keySize(each), thumbprint: thumbprint(each)})),
					isEncrypted: key && isEncrypted(key),
				},
				sdk,
			);
