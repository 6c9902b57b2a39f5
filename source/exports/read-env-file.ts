import {fail, ok, type Result} from '../result.ts';
import {readRegularFile} from '../system/read-regular-file.ts';
import {largestEnvFile} from './read-dotenv.ts';

/** Reads the `.env` file that a person names, links followed; there are secrets in its text. */
export const readEnvFile = async (
	path: string,
): Promise<Result<string, {readonly message: string; readonly remedy: string}>> => {
	const file = await readRegularFile(path, largestEnvFile, {followsLinks: true});
	if (!file.ok) return fail({message: file.error.message, remedy: 'Check the path.'});
	const {bytes} = file.value;
	const text = bytes.toString('utf8');
	bytes.fill(0);
	return ok(text);
};
