import {jsonText} from '../text/json-text.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {chosenValues, type ExportValues} from './export-values.ts';

/** Writes the object that the official CLI hands over after creating a token: `{tokenId, keyId?, projectId?, privateKey?, passphrase?}`. */
export const exportJson = (values: ExportValues): Secret => {
	const {tokenId, keyId, projectId, privateKey, passphrase} = chosenValues(values);
	return makeSecret(`${jsonText({tokenId, keyId, projectId, privateKey, passphrase}, 2)}\n`);
};
