import type {Token} from '../../api/token.ts';
import type {SdkFlag} from '../../exports/sdk-flags.ts';
import {sdkWarnings} from '../../exports/sdk-warnings.ts';
import {keySize} from '../../keys/key-size.ts';

/**
 * Says what stands in the way of the SDK that is handed a token, or of all of them where none is named.
 *
 * @param isEncrypted whether the private key is; undefined when it is not on this computer
 */
export const exportWarnings = (
	{id, algorithm, keys}: Token,
	{isEncrypted, sdk}: {readonly isEncrypted: boolean | undefined; readonly sdk: SdkFlag | undefined},
): readonly string[] =>
	sdkWarnings(
		{
			tokenId: id,
			algorithm,
			keys: keys.map(key => ({kid: key.kid ?? '', size: keySize(key)})),
			isEncrypted,
		},
		sdk,
	);
