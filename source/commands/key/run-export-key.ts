import {isEncrypted} from '../../keys/key-row.ts';
import type {PublicJwk} from '../../keys/public-jwk.ts';
import {publicPem} from '../../keys/public-pem.ts';
import {fail, ok} from '../../result.ts';
import {makeSecret} from '../../text/secret.ts';
import type {Run} from '../command.ts';
import {failedError, usageError} from '../command-error.ts';
import {writeSecretFile} from '../write-secret-file.ts';
import {exportAllKeys} from './export-all-keys.ts';
import {findKey, openKeyStore} from './find-key.ts';

const publicText = (format: string, jwk: PublicJwk, {algorithm}: {readonly algorithm: string}): string => {
	if (format === 'pem') return publicPem(jwk);
	const whole = {...jwk, use: 'sig', alg: algorithm};
	return `${JSON.stringify(format === 'jwks' ? {keys: [whole]} : whole, undefined, 2)}\n`;
};

/** Hands a key out: its public half to standard output or a file, its private half to a file only. */
export const runExportKey: Run = async context => {
	const {flags, voice} = context;
	if (flags.has('all')) return exportAllKeys(context);
	const source = ['passphrase-file', 'passphrase-stdin'].find(name => flags.has(name));
	if (source !== undefined)
		return fail(usageError(`--${source} needs --all.`, 'A key is written as it is stored.'));
	const output = flags.text('output');
	const isPrivate = flags.has('private');
	const isJson = flags.has('json') && output === undefined;
	const format = flags.text('format') ?? (isJson ? 'jwk' : 'pem');
	if (isJson && format === 'pem') {
		return fail(usageError('--json and --format pem exclude each other without --output FILE.'));
	}
	if (output === '') return fail(usageError('--output is empty.'));
	if (isPrivate && output === undefined) {
		return fail(usageError('--private needs --output.', 'A private key goes to a file of mode 0600 only.'));
	}
	if (isPrivate && format !== 'pem') {
		return fail(usageError(`--private and --format ${format} exclude each other.`, 'It is written in PEM.'));
	}
	const {keyStore} = openKeyStore(context);
	const found = await findKey(context, keyStore);
	if (!found.ok) return found;
	const {record} = found.value;
	if (!isPrivate) {
		const text = makeSecret(publicText(format, record.publicJwk, record));
		return output === undefined ? ok({kind: 'verbatim', text}) : writeSecretFile(output, text, context);
	}
	const pem = await keyStore.pem(record.thumbprint);
	if (!pem.ok) return fail(failedError(pem.error, 'Nothing was written.'));
	if (found.value.status === 'ready' && !isEncrypted(found.value)) {
		voice.warn('The key has no passphrase: who reads the file can act as the token.');
	}
	return writeSecretFile(output ?? '', pem.value, context);
};
