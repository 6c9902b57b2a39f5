import {fail, ok, type Result} from '../result.ts';
import {sanitise} from '../text/sanitise.ts';

/** A service to work against: its addresses and how one signs in there (contract 1.1, design: environments). */
export type Environment = {
	/** `sandbox`, `local`, or the host of an override. */
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

const builtIn: readonly Environment[] = [
	sandboxEnvironment,
	{name: 'local', ...atOrigin(localOrigin), embedded: false, folder: 'localhost-2777'},
];

/** The names that `--environment` takes. */
export const environmentNames = builtIn.map(({name}) => name);

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

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
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) {
		return invalid('must be https, unless it is this machine');
	}
	if (url.search || url.hash) return invalid('must not hold a query or a fragment');
	return ok(url.href.replace(/\/+$/, ''));
};

// Encoded whole, so that no two origins share a folder and none is called `..` or like a built-in one.
const folderOf = (portalUrl: string): string => {
	const {origin} = new URL(portalUrl);
	const same = builtIn.find(environment => !environment.embedded && environment.portalUrl === origin);
	return same ? same.folder : encodeURIComponent(origin);
};

type Variables = Readonly<Record<string, string | undefined>>;

const fromOverrides = (variables: Variables): Result<Environment, EnvironmentError> | undefined => {
	const portal = variables['PAT_TUI_PORTAL_URL'];
	if (!portal) return undefined;
	const portalUrl = readAddress('PAT_TUI_PORTAL_URL', portal);
	if (!portalUrl.ok) return portalUrl;
	const apiUrl = readAddress('PAT_TUI_API_URL', variables['PAT_TUI_API_URL'] ?? portal);
	if (!apiUrl.ok) return apiUrl;
	const tokenEndpoint = readAddress(
		'PAT_TUI_TOKEN_ENDPOINT',
		variables['PAT_TUI_TOKEN_ENDPOINT'] ?? `${apiUrl.value}/auth/oauth2/token`,
	);
	if (!tokenEndpoint.ok) return tokenEndpoint;
	const {host} = new URL(portalUrl.value);
	return ok({
		name: host,
		portalUrl: portalUrl.value,
		apiUrl: apiUrl.value,
		tokenEndpoint: tokenEndpoint.value,
		cookieName: loopback.has(new URL(portalUrl.value).hostname) ? 'portal-session-local' : 'portal-session',
		embedded: false,
		folder: folderOf(portalUrl.value),
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
	const override = name === undefined ? fromOverrides(variables) : undefined;
	if (override) return override;
	const wanted = name ?? variables['PAT_TUI_ENVIRONMENT'];
	if (!wanted) return ok(undefined);
	const found = builtIn.find(environment => environment.name === wanted);
	if (found) return ok(found);
	return fail({
		kind: 'unknown-environment',
		message: `There is no environment named ${sanitise(wanted)}. Use one of: ${environmentNames.join(', ')}.`,
	});
};
