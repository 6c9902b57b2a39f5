import {generateKeyPairSync} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {TestContext} from 'node:test';
import {compactDecrypt} from 'jose';
import {makeSandbox, type SandboxOptions} from '../../source/sandbox/sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import {systemRandom} from '../../source/system/random.ts';
import {rsaKey} from '../fixtures/rsa-key.ts';

export const origin = 'http://localhost:2777';

export const rsa = rsaKey();
export const rsaPem = rsa.publicKey.export({type: 'spki', format: 'pem'}).toString();

export const aFolder = async (t: TestContext) => {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
	t.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

/** A clock that stands until it is moved, at a time of no meaning. */
export const aClock = (start = 1_700_000_000_000) => {
	let now = start;
	return {
		now: () => now,
		monotonic: () => now,
		sleep: systemClock.sleep,
		advance: (milliseconds: number) => {
			now += milliseconds;
		},
	};
};

export type Reply = {readonly status: number; readonly headers: Headers; readonly body: unknown};
type Call = {
	readonly body?: unknown;
	readonly form?: Record<string, string>;
	readonly headers?: Record<string, string>;
	readonly session?: string;
	readonly token?: string;
};

const payload = ({body, form}: Call) => {
	if (form !== undefined) return {body: new URLSearchParams(form)};
	return body === undefined ? {} : {body: typeof body === 'string' ? body : JSON.stringify(body)};
};

/** A sandbox over a folder of its own, with a caller that speaks JSON to it. */
export const aSandbox = async (t: TestContext, options: Partial<SandboxOptions> = {}) => {
	const directory = options.directory ?? (await aFolder(t));
	const clock = aClock();
	const sandbox = await makeSandbox({
		origin,
		clock,
		random: systemRandom,
		autoApprove: true,
		...options,
		directory,
	});

	const call: Caller = async (method, path, given = {}) => {
		const response = await sandbox.fetch(
			new Request(`${origin}${path}`, {
				method,
				...payload(given),
				headers: {
					...(given.form === undefined && {'content-type': 'application/json'}),
					...(given.session !== undefined && {cookie: `portal-session-local=${given.session}`}),
					...(given.token !== undefined && {authorization: given.token}),
					...given.headers,
				},
			}),
		);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
		return {status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text};
	};

	return {directory, clock, sandbox, call, signIn: async (email?: string) => signIn(call, email)};
};
export type ASandbox = Awaited<ReturnType<typeof aSandbox>>;
export type Caller = (method: string, path: string, given?: Call) => Promise<Reply>;

/** Reads a text member of a body along a path of names; fails the test when there is none. */
export const textAt = (body: unknown, ...names: readonly (string | number)[]): string => {
	let value: unknown = body;
	for (const name of names) {
		value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	}
	if (typeof value !== 'string') throw new Error(`No text at ${names.join('.')} of ${JSON.stringify(body)}`);
	return value;
};

export const openSession = async (sealed: string) => {
	const jwe = Buffer.from(sealed, 'base64').toString();
	const {plaintext} = await compactDecrypt(jwe, rsa.privateKey);
	return Buffer.from(plaintext).toString();
};

type Sender = (
	method: string,
	path: string,
	given?: {readonly body: unknown},
) => Promise<{readonly body: unknown}>;

/** Goes through the whole sign-in, where it is approved automatically, and returns the session id; of the default user unless told. */
export const signIn = async (call: Sender, email?: string): Promise<string> => {
	const begun = await call('POST', '/api/auth/url', {body: {publicKey: rsaPem, uxClient: 4}});
	const authUrl = new URL(textAt(begun.body, 'authUrl'));
	const {search} = authUrl;
	if (email !== undefined) authUrl.searchParams.set('login_hint', email);
	await call('GET', authUrl.pathname + authUrl.search);
	const {body} = await call('GET', `/api/session-id${search}`);
	return openSession(textAt(body, 'sessionId'));
};

export const ecKey = generateKeyPairSync('ec', {namedCurve: 'P-256'});

export const jwkOf = (key: typeof ecKey.publicKey, alg: string, kid = 'k-1') => ({
	...key.export({format: 'jwk'}),
	kid,
	alg,
	use: 'sig',
});

export const methodOf = (signingAlgorithm = 'ES256', ...keys: readonly ReturnType<typeof jwkOf>[]) => ({
	type: 'PRIVATE_KEY',
	signingAlgorithm,
	publicKeyInfo: {jwks: {keys: keys.length === 0 ? [jwkOf(ecKey.publicKey, 'ES256')] : keys}},
});

export const aToken = async (call: Caller, session: string, name = 'ci-signer') => {
	const {body} = await call('POST', '/iam/v1/tokens', {
		session,
		body: {name, authenticationMethod: methodOf()},
	});
	return textAt(body, 'id');
};
