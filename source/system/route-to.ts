import {sanitise} from '../text/sanitise.ts';
import {isLoopback} from './is-loopback.ts';

/** A proxy (RFC 9110, section 3.7) that the variables name, and how it may be shown: without its password. */
export type WebProxy = {
	readonly variable: string;
	readonly url: URL;
	/** `https://proxy.example:3128`, safe to draw. */
	readonly shown: string;
};

/** The way to an address: straight, through a proxy, or none because the variable can't be understood. */
export type Route =
	| {readonly kind: 'direct'}
	| {readonly kind: 'proxy'; readonly proxy: WebProxy}
	| {readonly kind: 'unusable'; readonly message: string};

type Variables = Readonly<Record<string, string | undefined>>;

/** The first of the variables that is set and not empty; of two spellings the small one counts, as everywhere. */
const firstOf = (variables: Variables, names: readonly string[]) => {
	for (const variable of names.flatMap(name => [name.toLowerCase(), name])) {
		const value = variables[variable]?.trim();
		if (value) return {variable, value};
	}
	return undefined;
};

// Names fall back as in Node's own support: many set only the one.
const namesFor = (protocol: string): readonly string[] =>
	protocol === 'https:' ? ['HTTPS_PROXY', 'HTTP_PROXY'] : ['HTTP_PROXY'];

const usualPorts: Readonly<Record<string, string>> = {'https:': '443', 'http:': '80'};

const coversHost = (pattern: string, hostname: string): boolean => {
	if (pattern === '*') return true;
	const name = pattern.replace(/^\*?\./, '');
	return name !== '' && (hostname === name || hostname === `[${name}]` || hostname.endsWith(`.${name}`));
};

/** Whether NO_PROXY, a list of `example.com` (its subdomains too), `.example.com`, `*.example.com`, `host:port` or `*`, names an address. */
const isExcepted = ({hostname, port, protocol}: URL, list: string): boolean =>
	list
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(entry => entry !== '')
		.some(entry => {
			const [, host = entry, wanted] = /^([^:]+|\[.*\]):(\d+)$/.exec(entry) ?? [];
			const isPort = wanted === undefined || wanted === (port || usualPorts[protocol]);
			return isPort && coversHost(host, hostname);
		});

/** Reads what stands in a variable; `proxy.example:3128` is common there, and means http. */
const readProxy = (variable: string, value: string): Route => {
	const address = value.includes('://') ? value : `http://${value}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url && url.hostname !== '' && (url.protocol === 'http:' || url.protocol === 'https:')) {
		return {kind: 'proxy', proxy: {variable, url, shown: sanitise(url.origin)}};
	}
	// What stands before the @ may be a password.
	const shown = sanitise(value.replace(/^(?:.*:\/\/)?.*@/s, '…@'));
	const what = `${variable} is not the address of an http or https proxy: ${shown}`;
	return {kind: 'unusable', message: `${what}. Correct it, or unset it to go without a proxy.`};
};

/**
 * Finds the way to an address from HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in capitals or not; this machine itself is
 * never reached through a proxy.
 *
 * @param isLocal tells, of a `URL.hostname`, whether it is this machine
 */
export const routeTo = (
	address: string,
	variables: Variables,
	isLocal: (hostname: string) => boolean = isLoopback,
): Route => {
	const found = firstOf(variables, ['HTTPS_PROXY', 'HTTP_PROXY']);
	if (!found || !URL.canParse(address)) return {kind: 'direct'};
	const url = new URL(address);
	const named = firstOf(variables, namesFor(url.protocol));
	const except = firstOf(variables, ['NO_PROXY'])?.value ?? '';
	if (!named || isLocal(url.hostname) || isExcepted(url, except)) return {kind: 'direct'};
	return readProxy(named.variable, named.value);
};
