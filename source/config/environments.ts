import {fail, ok, type Result} from '../result.ts';
import {isLoopback} from '../system/is-loopback.ts';
import {shortSha256} from '../system/short-sha256.ts';
import {sanitise} from '../text/sanitise.ts';

/** A service to work against: its addresses and how one signs in there (contract 1.1, design: environments). */
export type Environment = {
	/** `sandbox`, `local`, `dev`, `prod`, or what an override is shown as: `HOST (override)`. */
	readonly name: string;
	/** Origin of the portal, without a trailing slash. */
	readonly portalUrl: string;
	/** Origin of the gateway that machine users call, without a trailing slash. */
	readonly apiUrl: string;
	/** The OAuth token endpoint, exactly as the client assertion's `aud`. */
	readonly tokenEndpoint: string;
	/** The name of the portal's session cookie. */
	readonly cookieName: string;
	/** Whether the service runs inside this program. */
	readonly embedded: boolean;
	/** The folder that holds what belongs to this environment: two services never share one. */
	readonly folder: string;
};

const localOrigin = 'http://localhost:2777';

const atOrigin = (origin: string) => ({
	portalUrl: origin,
	apiUrl: origin,
	tokenEndpoint: `${origin}/auth/oauth2/token`,
	cookieName: 'portal-session-local',
});

/** The environment that needs no account. */
export const sandboxEnvironment: Environment = {
	name: 'sandbox',
	...atOrigin(localOrigin),
	embedded: true,
	folder: 'sandbox',
};

/** A sandbox that is served on this computer. */
const localEnvironment: Environment = {
	name: 'local',
	...atOrigin(localOrigin),
	embedded: false,
	folder: 'localhost-2777',
};

/** Affinidi's own service for those who develop it. */
export const devEnvironment: Environment = {
	name: 'dev',
	portalUrl: 'https://dev.api.portal.affinidi.com',
	apiUrl: 'https://apse1.dev.api.affinidi.io',
	tokenEndpoint: 'https://apse1.dev.auth.developer.affinidi.io/auth/oauth2/token',
	cookieName: 'portal-session-dev',
	embedded: false,
	folder: 'dev.api.portal.affinidi.com',
};

/** Affinidi's own service, where tokens are real. */
export const prodEnvironment: Environment = {
	name: 'prod',
	portalUrl: 'https://api.portal.affinidi.com',
	apiUrl: 'https://apse1.api.affinidi.io',
	tokenEndpoint: 'https://apse1.auth.developer.affinidi.io/auth/oauth2/token',
	cookieName: 'portal-session',
	embedded: false,
	folder: 'api.portal.affinidi.com',
};

const served: readonly Environment[] = [localEnvironment, devEnvironment, prodEnvironment];
const builtIn: readonly Environment[] = [sandboxEnvironment, ...served];

/** The names that `--environment` takes. */
export const environmentNames = builtIn.map(({name}) => name);

/** Why an environment can't be used, with what to do about it. */
export type EnvironmentError = {
	readonly kind: 'unknown-environment' | 'invalid-address';
	readonly message: string;
};

const readAddress = (variable: string, value: string): Result<string, EnvironmentError> => {
	// What stands before the @ may be a password.
	const shown = sanitise(value.replace(/\/\/.*@/s, '//\u2026@'));
	const invalid = (why: string) =>
		fail({kind: 'invalid-address', message: `${variable} ${why}: ${shown}`} as const);
	if (!URL.canParse(value)) return invalid('is not an absolute address');
	const url = new URL(value);
	if (url.username || url.password) return invalid('must not hold a user name or password');
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		return invalid('must be https, unless it is this machine');
	}
	if (url.search || url.hash) return invalid('must not hold a query or a fragment');
	return ok(url.href.replace(/\/+$/, ''));
};

type Addresses = Pick<Environment, 'portalUrl' | 'apiUrl' | 'tokenEndpoint'>;

const longestPlainName = 180;

// Encoded whole, so that no two origins share a folder and none is called `..` or like a built-in one.
const folderOf = ({portalUrl, apiUrl, tokenEndpoint}: Addresses): string => {
	const same = served.find(
		each => each.portalUrl === portalUrl && each.apiUrl === apiUrl && each.tokenEndpoint === tokenEndpoint,
	);
	if (same) return same.folder;
	const {origin} = new URL(portalUrl);
	const plain = encodeURIComponent(origin);
	const usual = atOrigin(origin);
	const isUsual = portalUrl === origin && apiUrl === usual.apiUrl && tokenEndpoint === usual.tokenEndpoint;
	if (isUsual && plain.length <= longestPlainName) return plain;
	// What is kept for one portal must not be sent to another gateway: the three addresses together are the service.
	const all = shortSha256(JSON.stringify([portalUrl, apiUrl, tokenEndpoint]));
	return `${plain.slice(0, longestPlainName)}+${all}`;
};

const cookieNameAt = (portalUrl: string): string => {
	const {origin, hostname} = new URL(portalUrl);
	const same = served.find(each => each.portalUrl === origin);
	if (same) return same.cookieName;
	return isLoopback(hostname) ? localEnvironment.cookieName : prodEnvironment.cookieName;
};

type Variables = Readonly<Record<string, string | undefined>>;

const portalVariable = 'PAT_TUI_PORTAL_URL';
const apiVariable = 'PAT_TUI_API_URL';
const tokenVariable = 'PAT_TUI_TOKEN_ENDPOINT';

const fromOverrides = (variables: Variables): Result<Environment, EnvironmentError> | undefined => {
	const portal = variables[portalVariable];
	if (!portal) {
		const lone = [apiVariable, tokenVariable].find(variable => variables[variable]);
		if (lone === undefined) return undefined;
		// Left unsaid, somebody who means another service would work on the real one.
		const message = `${lone} needs ${portalVariable} beside it: together they make an environment of their own.`;
		return fail({kind: 'invalid-address', message});
	}
	const portalUrl = readAddress(portalVariable, portal);
	if (!portalUrl.ok) return portalUrl;
	const apiUrl = readAddress(apiVariable, variables[apiVariable] || portal);
	if (!apiUrl.ok) return apiUrl;
	const tokenEndpoint = readAddress(
		tokenVariable,
		variables[tokenVariable] || `${apiUrl.value}/auth/oauth2/token`,
	);
	if (!tokenEndpoint.ok) return tokenEndpoint;
	const addresses = {
		portalUrl: portalUrl.value,
		apiUrl: apiUrl.value,
		tokenEndpoint: tokenEndpoint.value,
	};
	return ok({
		// A host may be called `prod`: with the word after it, it is never taken for the built-in one.
		name: `${new URL(portalUrl.value).host} (override)`,
		...addresses,
		cookieName: cookieNameAt(portalUrl.value),
		embedded: false,
		folder: folderOf(addresses),
	});
};

/** Finds a built-in environment by its name. */
export const environmentNamed = (name: string): Result<Environment, EnvironmentError> => {
	const found = builtIn.find(environment => environment.name === name);
	if (found) return ok(found);
	return fail({
		kind: 'unknown-environment',
		message: `There is no environment named ${sanitise(name)}. Use one of: ${environmentNames.join(', ')}.`,
	});
};

/**
 * Finds the environment that was asked for: by name (a flag), else by the `PAT_TUI_*_URL` overrides, as an environment of
 * their own, else by `PAT_TUI_ENVIRONMENT`; undefined when nobody asked for one.
 */
export const findEnvironment = (
	name: string | undefined,
	variables: Variables,
): Result<Environment | undefined, EnvironmentError> => {
	if (name !== undefined) return environmentNamed(name);
	const override = fromOverrides(variables);
	if (override) return override;
	const wanted = variables['PAT_TUI_ENVIRONMENT'];
	return wanted ? environmentNamed(wanted) : ok(undefined);
};
