import {devEnvironment, type Environment, prodEnvironment} from '../../config/environments.ts';
import type {EnvFile} from '../../exports/read-dotenv.ts';
import {isLoopback} from '../../system/is-loopback.ts';
import {type Check, fine, wrong} from './check.ts';

const withoutSlash = (url: string): string => url.replace(/\/+$/u, '');

const isSafe = (text: string): boolean => {
	if (!URL.canParse(text)) return false;
	const {protocol, hostname, username, password} = new URL(text);
	const isPrivate = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
	return isPrivate && username === '' && password === '';
};

/** Where an SDK goes that is told no addresses (contract 1.1). */
const builtIn = (file: EnvFile): Environment => {
	const names = ['AFFINIDI_TDK_ENVIRONMENT', 'NEXT_PUBLIC_AFFINIDI_TDK_ENVIRONMENT'];
	const named = names.map(name => file.entries.get(name)?.value).find(value => value !== undefined);
	return named === 'dev' || named === 'local' ? devEnvironment : prodEnvironment;
};

/** Looks whether the addresses of a `.env` file are those of the environment: only then may anything be sent on its behalf. */
export const checkEndpoints = (file: EnvFile, environment: Environment): Check => {
	const defaults = builtIn(file);
	const addresses = [
		['API_GATEWAY_URL', defaults.apiUrl, environment.apiUrl],
		['TOKEN_ENDPOINT', defaults.tokenEndpoint, environment.tokenEndpoint],
	] as const;
	for (const [name, byDefault, wanted] of addresses) {
		const entry = file.entries.get(name);
		if (!entry) {
			if (byDefault === wanted) continue;
			const what = `${name} is missing, and without it an SDK goes to ${defaults.name}; looked at is ${environment.name}.`;
			return wrong('endpoints', what, `Add ${name}=${wanted}, or give --environment ${defaults.name}.`);
		}
		const {value, line} = entry;
		if (!isSafe(value)) {
			const what = `${name} is no https address, nor one of this computer: nothing is sent there.`;
			return wrong('endpoints', what, `For ${environment.name} it is ${wanted}.`, line);
		}
		// The token endpoint is the audience of what is signed, and is compared letter by letter.
		const isSame = name === 'TOKEN_ENDPOINT' ? value === wanted : withoutSlash(value) === wanted;
		if (isSame) continue;
		const what = `${name} is that of another environment than ${environment.name}: nothing is sent there.`;
		const remedy = `For ${environment.name} it is ${wanted}. Give --environment where another one is meant.`;
		return wrong('endpoints', what, remedy, line);
	}
	return fine('endpoints', `those of ${environment.name}`);
};
