import {fail, ok, type Result} from '../result.ts';
import {makeSecret, type Secret} from '../text/secret.ts';
import {cannotCarry, type ExportError} from './export-environment.ts';
import type {ExportValues} from './export-values.ts';
import {exportVariables} from './export-variables.ts';
import {carriesText} from './lines/carries-text.ts';

/**
 * Writes the manifest of a Kubernetes Secret. Its values are in base64, which no YAML reader takes for anything but text.
 *
 * @param name the Secret's, a label of RFC 1123
 */
export const exportKubernetes = (values: ExportValues, name: string): Result<Secret, ExportError> => {
	const lines: string[] = [];
	for (const [variable, value] of Object.entries(exportVariables(values))) {
		if (value === undefined) continue;
		if (!carriesText(value)) return fail(cannotCarry(variable, 'a variable'));
		lines.push(`  ${variable}: "${Buffer.from(value, 'utf8').toString('base64')}"`);
	}
	const head = ['apiVersion: v1', 'kind: Secret', 'metadata:', `  name: "${name}"`, 'type: Opaque', 'data:'];
	return ok(makeSecret(`${[...head, ...lines].join('\n')}\n`));
};
