import type {EnvEntry, EnvFile} from '../../exports/read-dotenv.ts';
import type {KeyForm, Sdk} from '../../exports/sdks.ts';
import {type Check, wrong} from './check.ts';

const exportIt = '`pat-tui token export` writes it as it is read.';

const labels: ReadonlyMap<string, KeyForm | undefined> = new Map([
	['PRIVATE KEY', 'pkcs8'],
	['ENCRYPTED PRIVATE KEY', 'encrypted-pkcs8'],
	['RSA PRIVATE KEY', 'pkcs1'],
	['EC PRIVATE KEY', undefined],
]);

/** The text of a private key in PEM as it was recognised; `form` for those that SDKs read. */
export type KeyShape = {readonly text: string; readonly form: KeyForm | undefined};

const notPem = (text: string, line: number): Check => {
	const isPath = /^(?:[~./\\]|[A-Za-z]:\\)|\.(?:pem|key|der|p8|json)$/u.test(text);
	if (isPath && text.length < 400) {
		return wrong(
			'key',
			'PRIVATE_KEY looks like the path of a file.',
			`It takes the key itself. ${exportIt}`,
			line,
		);
	}
	return text.startsWith('{')
		? wrong('key', 'PRIVATE_KEY is JSON, and SDKs read PEM.', exportIt, line)
		: wrong('key', 'PRIVATE_KEY is not PEM: it does not begin with -----BEGIN.', exportIt, line);
};

const byLabel = (label: string, line: number): Check | undefined => {
	if (label.includes('PUBLIC KEY') || label.includes('CERTIFICATE')) {
		return wrong('key', 'PRIVATE_KEY holds a public key.', 'Give the private one that belongs to it.', line);
	}
	if (label === 'OPENSSH PRIVATE KEY') {
		const remedy = '`ssh-keygen -p -m PKCS8 -f COPY` turns a copy of it into PKCS#8.';
		return wrong('key', "PRIVATE_KEY is in OpenSSH's own form, which no SDK reads.", remedy, line);
	}
	return labels.has(label)
		? undefined
		: wrong('key', 'PRIVATE_KEY is PEM, but no private key.', 'Give the private key of the token.', line);
};

const byLineBreaks = (text: string, {line}: EnvEntry, sdk: Sdk | undefined): Check | undefined => {
	const hasReal = /-----\s*\n/u.test(text);
	const hasLiteral = text.includes('\\n');
	switch (sdk?.lineBreaks) {
		case 'literal': {
			if (!hasReal) return undefined;
			const what = `The ${sdk.name} SDK wants \\n as two characters where this key has line breaks.`;
			return wrong('key', what, 'Write it in one line, with \\n between its lines.', line);
		}
		case 'either':
			if (hasReal || hasLiteral || text.includes('-----BEGIN ENCRYPTED')) return undefined;
			break;
		default:
			if (hasLiteral) {
				const what = 'PRIVATE_KEY has \\n as two characters where line breaks should be.';
				const remedy =
					'Put it in double quotes: there \\n becomes a line break. (The Java and Dart SDKs read it as it is: --as java.)';
				return wrong('key', what, remedy, line);
			}
	}
	if (hasReal) return undefined;
	return wrong('key', 'The key is in one line: its line breaks are lost.', exportIt, line);
};

/**
 * Looks at how a `.env` file holds its private key, without opening it.
 *
 * @param sdk the SDK that reads it; Node's dotenv and the TypeScript SDK unless given
 */
export const keyShape = (
	entry: EnvEntry,
	{problems}: Pick<EnvFile, 'problems'>,
	sdk: Sdk | undefined,
): KeyShape | Check => {
	const {line} = entry;
	const isExpanded = sdk === undefined || sdk.lineBreaks === 'real';
	const text = (isExpanded ? entry.value : entry.raw).trim();
	const [, label] = /^-----BEGIN ([A-Z\d ]{1,60})-----/u.exec(text) ?? [];
	if (label === undefined) return notPem(text, line);
	const odd = byLabel(label, line);
	if (odd) return odd;
	if (!text.includes(`-----END ${label}-----`)) {
		const isSpread = !entry.isQuoted && problems.some(each => each.line > line);
		return isSpread
			? wrong(
					'key',
					'PRIVATE_KEY goes over several lines without quotes, so only its first line is read.',
					'Put the whole key in double quotes.',
					line,
				)
			: wrong('key', 'PRIVATE_KEY is cut off: its END line is missing.', 'Copy the whole key.', line);
	}
	const form = /Proc-Type:/u.test(text) ? 'encrypted-legacy' : labels.get(label);
	return byLineBreaks(text, entry, sdk) ?? {text, form};
};
