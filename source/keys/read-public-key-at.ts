import {fail, type Result} from '../result.ts';
import {readRegularFile} from '../system/read-regular-file.ts';
import {largestKeyFile} from './read-private-key.ts';
import {type BroughtKey, type BroughtKeyError, readPublicKey} from './read-public-key.ts';

/** Reads the public key in a file that a person names, links followed; what else the file held is forgotten at once. */
export const readPublicKeyAt = async (
	path: string,
): Promise<Result<BroughtKey, Omit<BroughtKeyError, 'kind'>>> => {
	const file = await readRegularFile(path, largestKeyFile, {followsLinks: true});
	if (!file.ok)
		return fail({message: file.error.message, remedy: 'Check the path, or paste the key itself.'});
	const {bytes} = file.value;
	const key = readPublicKey(bytes);
	bytes.fill(0);
	return key;
};
