/** The official SDKs as `--sdk` spells them. */
export const sdkFlags = ['typescript', 'python', 'java', 'dart', 'php', 'dotnet'] as const;
export type SdkFlag = (typeof sdkFlags)[number];

/** Each SDK's name for people, and the ending of a file with its code. */
export const sdkTitles: Readonly<Record<SdkFlag, {readonly title: string; readonly ending: string}>> = {
	typescript: {title: 'TypeScript', ending: 'ts'},
	python: {title: 'Python', ending: 'py'},
	java: {title: 'Java', ending: 'java'},
	dart: {title: 'Dart', ending: 'dart'},
	php: {title: 'PHP', ending: 'php'},
	dotnet: {title: '.NET', ending: 'cs'},
};
