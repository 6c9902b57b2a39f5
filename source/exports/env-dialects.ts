import type {SecretFormat} from './export-formats.ts';
import {dartLine} from './lines/dart-line.ts';
import {dockerLine} from './lines/docker-line.ts';
import {dotenvLine} from './lines/dotenv-line.ts';
import {dotnetLine} from './lines/dotnet-line.ts';
import {javaLine} from './lines/java-line.ts';
import {phpLine} from './lines/php-line.ts';
import {pythonLine} from './lines/python-line.ts';
import {shellLine} from './lines/shell-line.ts';

/** How a file of variables is written for those who read it (contract 4.3). */
export type EnvDialect = {
	/** Writes one variable; undefined where its value can not be carried. */
	readonly line: (name: string, value: string) => string | undefined;
	/** Whether the key is handed on with literal `\n` in place of its line breaks. */
	readonly keepsKeyOnOneLine: boolean;
};

type EnvFormat = Exclude<SecretFormat, 'json' | 'kubernetes'>;

/** Holds the dialect of each form that is a file of variables. */
export const envDialects: Readonly<Record<EnvFormat, EnvDialect>> = {
	env: {line: dotenvLine, keepsKeyOnOneLine: false},
	python: {line: pythonLine, keepsKeyOnOneLine: false},
	java: {line: javaLine, keepsKeyOnOneLine: true},
	dart: {line: dartLine, keepsKeyOnOneLine: true},
	php: {line: phpLine, keepsKeyOnOneLine: false},
	dotnet: {line: dotnetLine, keepsKeyOnOneLine: false},
	shell: {line: shellLine, keepsKeyOnOneLine: false},
	docker: {line: dockerLine, keepsKeyOnOneLine: true},
};
