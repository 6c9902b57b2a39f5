import type {Sdk} from '../../exports/sdks.ts';

/** What the official SDKs are called in flags; written out, because the table of SDKs would load what help has no use for. */
export const sdkIds = [
	'typescript',
	'python',
	'java',
	'dart',
	'php',
	'dotnet',
] as const satisfies readonly Sdk['id'][];
