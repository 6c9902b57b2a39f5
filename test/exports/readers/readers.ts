import {parse as parseDotenv} from 'dotenv';
import {parse as parseYaml} from 'yaml';
import type {SecretFormat} from '../../../source/exports/export-formats.ts';
import {sdkFields, sdkVariables} from '../../../source/exports/sdk-parameters.ts';
import {readDart} from './read-dart.ts';
import {readDocker} from './read-docker.ts';
import {readDotnet} from './read-dotnet.ts';
import {readJava} from './read-java.ts';
import {readPhp} from './read-php.ts';
import {readPython} from './read-python.ts';
import {readShell} from './read-shell.ts';

type Variables = Record<string, string>;

const readManifest = (text: string): Variables => {
	const {data}: {readonly data: Variables} = parseYaml(text);
	return Object.fromEntries(
		Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('utf8')]),
	);
};

const readObject = (text: string): Variables => {
	const object: Variables = JSON.parse(text);
	return Object.fromEntries(
		sdkFields.flatMap(name => {
			const value = object[name];
			return value === undefined ? [] : [[sdkVariables[name], value]];
		}),
	);
};

/** Reads each form as what it is for does: dotenv, a shell and YAML themselves, the others by the rules they go by. */
export const readers: Readonly<Record<SecretFormat, (text: string) => Variables>> = {
	env: parseDotenv,
	python: readPython,
	java: readJava,
	dart: readDart,
	php: readPhp,
	dotnet: readDotnet,
	shell: readShell,
	docker: readDocker,
	json: readObject,
	kubernetes: readManifest,
};
