import {reveal, type Secret} from '../text/secret.ts';

const mostBytes = 1000;

/**
 * Says in a sentence why a passphrase can't protect a key that other programs must open too; undefined when it can.
 * OpenSSL and Node stop at 1,024 bytes, and a passphrase file ends at its first line break.
 */
export const passphraseProblem = (passphrase: Secret): string | undefined => {
	const text = reveal(passphrase);
	const bytes = Buffer.from(text, 'utf8');
	if (text === '') return 'The passphrase is empty.';
	if (bytes.length > mostBytes)
		return 'The passphrase is longer than 1,000 bytes, which OpenSSL can not take.';
	if (/[\0\r\n]/u.test(text))
		return 'The passphrase has a line break in it, which a passphrase file can not hold.';
	if (bytes.toString('utf8') !== text)
		return 'The passphrase has half a character in it, which UTF-8 can not hold.';
	return undefined;
};
