import {type SdkFlag, sdkTitles} from './sdk-flags.ts';

/** The forms in which a token can be handed to an application, as `--format` spells them. */
export const exportFormats = [
	'env',
	'python',
	'java',
	'dart',
	'php',
	'dotnet',
	'shell',
	'docker',
	'json',
	'jwks',
	'kubernetes',
	'github',
	'snippet',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The forms in which nothing is secret, so that they may be shown and need no private key. */
export type PublicFormat = 'jwks' | 'snippet';

/** The forms that are one text with the private key in it. */
export type SecretFormat = Exclude<ExportFormat, PublicFormat | 'github'>;

/** What there is to know of a form before anything is written in it. */
export type ExportForm = {
	/** What it is, in a few words. */
	readonly summary: string;
	/** What stands behind the token's name in the name of a file. */
	readonly ending: string;
	/** The SDK whose programs read it. */
	readonly sdk?: SdkFlag;
	/** Set where it is JSON. */
	readonly isJson?: boolean;
	/** How a program gets it, in one or two sentences. */
	readonly use: string;
	/** What a program has to undo itself. */
	readonly undo?: string;
};

/** Holds every form: help, completion, the screen and the writers' table read the same record. */
export const exportForms: Readonly<Record<ExportFormat, ExportForm>> = {
	env: {
		summary: ".env for Node's dotenv",
		ending: '.env',
		sdk: 'typescript',
		use: 'dotenv reads it.',
	},
	python: {summary: '.env for python-dotenv', ending: '.env', sdk: 'python', use: 'load_dotenv reads it.'},
	java: {
		summary: '.env for dotenv-java, the key with literal \\n',
		ending: '.env',
		sdk: 'java',
		use: 'dotenv-java reads it. The key stays on one line with its \\n: the SDK wants it so.',
	},
	dart: {
		summary: ".env for Dart's dotenv, the key with literal \\n",
		ending: '.env',
		sdk: 'dart',
		use: "Dart's dotenv reads it.",
		undo: "The key is on one line: put its line breaks back with replaceAll(r'\\n', '\\n'), as the code for Dart does.",
	},
	php: {
		summary: '.env for phpdotenv',
		ending: '.env',
		sdk: 'php',
		use: 'phpdotenv (vlucas/phpdotenv) reads it.',
	},
	dotnet: {summary: '.env for DotNetEnv', ending: '.env', sdk: 'dotnet', use: 'DotNetEnv reads it.'},
	shell: {
		summary: 'export lines for sh, bash and zsh',
		ending: '.sh',
		use: 'Source it (`. FILE`): what is started from that shell has the variables.',
	},
	docker: {
		summary: "a file for docker's --env-file, the key with literal \\n",
		ending: '.docker.env',
		use: 'docker run --env-file FILE gives a container the variables.',
		undo: "Docker knows no line breaks: your program has to put those of PRIVATE_KEY back, as with replaceAll('\\\\n', '\\n'); only Java's SDK takes it as it is.",
	},
	json: {
		summary: 'the object that the official CLI hands over',
		ending: '.json',
		isJson: true,
		use: 'Its members are the parameters of the SDKs.',
	},
	jwks: {
		summary: 'the public keys alone, as a JWKS',
		ending: '-jwks.json',
		isJson: true,
		use: 'Nothing in it is secret.',
	},
	kubernetes: {
		summary: 'a Secret manifest, in YAML',
		ending: '-secret.yaml',
		use: 'kubectl apply -f FILE; a container gets the variables with envFrom and secretRef.',
	},
	github: {
		summary: 'secrets of GitHub Actions, set with gh (--repo)',
		ending: '',
		use: 'A workflow reads them as secrets.TOKEN_ID and so on, in its env.',
	},
	snippet: {
		summary: 'code that makes the SDK of --sdk from the variables',
		ending: '',
		use: 'Nothing in it is secret: it may be committed. It reads the .env file of the same SDK, unless it signs in a KMS.',
	},
};

/** The name of a file that is proposed for a form: `my-service.env`, `my-service.py`. */
export const exportFileName = (slug: string, format: ExportFormat, sdk: SdkFlag | undefined): string =>
	format === 'snippet' && sdk ? `${slug}.${sdkTitles[sdk].ending}` : `${slug}${exportForms[format].ending}`;

/** The form of the `.env` file that an SDK's programs read. */
export const envFormatOf = (sdk: SdkFlag): ExportFormat =>
	exportFormats.find(format => exportForms[format].sdk === sdk) ?? 'env';
