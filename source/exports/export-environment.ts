import {fail, ok, type Result} from '../result.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {dotenvLine} from './dotenv-line.ts';
import type {ExportValues} from './export-values.ts';
import {exportVariables} from './export-variables.ts';

/** Says which value can't stand in an export; `name` is the variable's. */
export type ExportError = {readonly kind: 'cannot-carry'; readonly name: string; readonly message: string};

/** Writes the `.env` file for Node's dotenv, with the names of Affinidi's own examples (contract 4.3). */
export const exportEnvironment = (values: ExportValues): Result<Secret, ExportError> => {
	const lines: string[] = [];
	for (const [name, value] of Object.entries(exportVariables(values))) {
		if (value === undefined) continue;
		const line = dotenvLine(name, value);
		if (line === undefined) {
			const message = `${name} holds characters that a .env file can not carry: export as JSON instead.`;
			return fail({kind: 'cannot-carry', name, message});
		}
		lines.push(line);
	}
	return ok(makeSecret(`${lines.join('\n')}\n`));
};
