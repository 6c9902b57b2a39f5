import {type EnvName, meantName} from '../../exports/env-names.ts';
import type {EnvFile} from '../../exports/read-dotenv.ts';
import {isUuid} from '../../text/is-uuid.ts';
import {type Check, fine, wrong} from './check.ts';

const needed: readonly EnvName[] = ['TOKEN_ID', 'PROJECT_ID', 'PRIVATE_KEY'];

/** Tells whether a text may be sent as the id of a key: whatever else stands in its place may be a secret. */
export const isKeyId = (text: string): boolean =>
	/^[^\s\p{C}]{0,200}$/u.test(text) && !text.includes('-----');

const misspelt = ({entries}: EnvFile): readonly Check[] =>
	[...entries].flatMap(([name, {line}]) => {
		const meant = meantName(name);
		if (meant === undefined || entries.has(meant)) return [];
		return [wrong('variables', `${name} is not read: ${meant} is.`, `Call it ${meant}.`, line)];
	});

/** Looks at the names and the ids of a `.env` file; `project`: the project's id is given otherwise. */
export const checkVariables = (
	file: EnvFile,
	{hasProject}: {readonly hasProject: boolean},
): readonly Check[] => {
	const {entries, problems} = file;
	const lines = problems.map(({line, message}) =>
		wrong('lines', message, 'Mend the line. A value of several lines stands in double quotes.', line),
	);
	const spelling = misspelt(file);
	const meant = new Set([...entries.keys()].map(meantName));
	const missing = needed.flatMap(name => {
		const entry = entries.get(name);
		if (name === 'PROJECT_ID' && hasProject && !entry) return [];
		if (!entry) {
			if (meant.has(name)) return [];
			const remedy = 'Add it, or write the file anew with `pat-tui token export`.';
			return [wrong('variables', `${name} is missing.`, remedy)];
		}
		return entry.value.trim() === ''
			? [wrong('variables', `${name} is empty.`, 'Give it its value.', entry.line)]
			: [];
	});
	const odd = (['TOKEN_ID', 'PROJECT_ID'] as const).flatMap(name => {
		const entry = entries.get(name);
		if (!entry || entry.value.trim() === '' || isUuid(entry.value)) return [];
		return [wrong('variables', `${name} is no UUID.`, 'Copy the id as the service shows it.', entry.line)];
	});
	const keyId = entries.get('KEY_ID');
	const oddKeyId =
		keyId && !isKeyId(keyId.value)
			? [
					wrong(
						'variables',
						'KEY_ID is no key id.',
						'Copy it as the service shows it, or leave it out.',
						keyId.line,
					),
				]
			: [];
	const found = [...spelling, ...missing, ...odd, ...oddKeyId];
	return [
		...(lines.length > 0 ? lines : [fine('lines', 'every line is understood')]),
		...(found.length > 0 ? found : [fine('variables', 'all that is needed is there')]),
	];
};
