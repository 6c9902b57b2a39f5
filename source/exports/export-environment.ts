import {fail, ok, type Result} from '../result.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import type {EnvDialect} from './env-dialects.ts';
import type {ExportValues} from './export-values.ts';
import {exportVariables} from './export-variables.ts';

/** Says which value can't stand in an export; `name` is the variable's. */
export type ExportError = {readonly kind: 'cannot-carry'; readonly name: string; readonly message: string};

/** Says that a form has no way to write a variable's value. */
export const cannotCarry = (name: string, form: string): ExportError => ({
	kind: 'cannot-carry',
	name,
	message: `${name} holds characters that ${form} can not carry: export as JSON instead.`,
});

// A backslash of its own would be taken for one that was put there.
const onOneLine = (pem: string): string | undefined =>
	pem.includes('\\') ? undefined : pem.replaceAll('\n', String.raw`\n`);

/** Writes a file of variables, with the names of Affinidi's own examples (contract 4.3). */
export const exportEnvironment = (
	values: ExportValues,
	{line: lineOf, keepsKeyOnOneLine}: EnvDialect,
): Result<Secret, ExportError> => {
	const lines: string[] = [];
	for (const [name, value] of Object.entries(exportVariables(values))) {
		if (value === undefined) continue;
		const given = keepsKeyOnOneLine && name === 'PRIVATE_KEY' ? onOneLine(value) : value;
		const line = given === undefined ? undefined : lineOf(name, given);
		if (line === undefined) return fail(cannotCarry(name, 'such a file'));
		lines.push(line);
	}
	return ok(makeSecret(`${lines.join('\n')}\n`));
};
