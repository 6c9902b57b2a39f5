import {type ExportFormat, envFormatOf, exportForms} from '../exports/export-formats.ts';
import {type SdkFlag, sdkFlags, sdkTitles} from '../exports/sdk-flags.ts';
import type {ExportChoice} from '../store/export-slice.ts';
import {fitTo} from '../text/fit-to.ts';

/** What the first menu leads to: an SDK, for which one of two forms is chosen then, or a form. */
export type ExportTarget = {readonly sdk: SdkFlag} | {readonly form: ExportChoice};

type Item<Value> = {readonly value: Value; readonly label: string};

const nameColumns = 16;

const row = (name: string, words: string) => `${fitTo(name, nameColumns)}${words}`;

const others: readonly (readonly [name: string, format: Exclude<ExportFormat, 'snippet'>])[] = [
	['Shell', 'shell'],
	['Docker', 'docker'],
	['JSON', 'json'],
	['Kubernetes', 'kubernetes'],
	['GitHub Actions', 'github'],
	['JWKS', 'jwks'],
];

/** The first menu: the language of the application, or else a form that belongs to none. */
export const exportTargets: readonly Item<ExportTarget>[] = [
	...sdkFlags.map(sdk => ({
		value: {sdk},
		label: row(sdkTitles[sdk].title, `${exportForms[envFormatOf(sdk)].summary}, or code`),
	})),
	...others.map(([name, format]) => ({
		value: {form: {format}},
		label: row(name, exportForms[format].summary),
	})),
];

/** The second menu, of an SDK: the file that its programs read, or the code that reads it. */
export const exportWays = (sdk: SdkFlag): readonly Item<ExportChoice>[] => {
	const format = envFormatOf(sdk);
	const file =
		format === 'snippet' ? [] : [{value: {format}, label: row('A file', exportForms[format].summary)}];
	return [
		...file,
		{
			value: {format: 'snippet', sdk},
			label: row('Code', 'makes the SDK from the variables of that file; not secret'),
		},
	];
};
