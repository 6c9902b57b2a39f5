import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer, Server} from 'node:https';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {createAdaptorServer} from '@hono/node-server';
import {makeService} from '../../source/auth/service.ts';
import {makeSessionStore} from '../../source/auth/session-store.ts';
import {findEnvironment} from '../../source/config/environments.ts';
import {findPaths} from '../../source/config/paths.ts';
import {environmentFolder} from '../../source/config/user-folder.ts';
import {makeSandbox} from '../../source/sandbox/sandbox.ts';
import {systemClock} from '../../source/system/clock.ts';
import type {Fetch} from '../../source/system/fetch.ts';
import {systemRandom} from '../../source/system/random.ts';
import type {Machine} from './a-machine.ts';
import type {Scope} from './pty.ts';

const run = promisify(execFile);
const host = 'service.example';
const origin = `https://${host}`;
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

/** Makes an authority and, by it, a certificate for the host; gives the files. */
const certify = async (folder: string) => {
	const file = (name: string) => join(folder, name);
	const [authority, authorityKey] = [file('ca.pem'), file('ca.key')];
	const [certificate, key] = [file('cert.pem'), file('cert.key')];
	const make = async (...args: readonly string[]) => run('openssl', ['req', '-x509', ...curve, ...args]);
	await make('-subj', '/CN=Proxy Authority', '-keyout', authorityKey, '-out', authority);
	const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host},DNS:localhost`];
	const signer = ['-addext', 'basicConstraints=critical,CA:FALSE', '-CA', authority, '-CAkey', authorityKey];
	await make(...names, ...signer, '-keyout', key, '-out', certificate);
	return {authority, tls: {cert: await readFile(certificate), key: await readFile(key)}};
};

/**
 * A sandbox at `https://service.example`, a host that only a proxy can lead to; its certificate is of an authority of
 * its own.
 */
export const aHiddenService = async (t: Scope) => {
	const folder = await mkdtemp(join(tmpdir(), 'hidden-'));
	const {authority, tls} = await certify(folder);
	const options = {random: systemRandom, clock: systemClock, autoApprove: true};
	const sandbox = await makeSandbox({directory: join(folder, 'sandbox'), origin, ...options});
	const server = createAdaptorServer({
		fetch: sandbox.fetch,
		createServer,
		serverOptions: tls,
	});
	assert.ok(server instanceof Server);
	server.listen(0, 'localhost');
	await once(server, 'listening');
	t.after(async () => {
		server.closeAllConnections();
		server.close();
		await rm(folder, {recursive: true, force: true});
	});
	const address = server.address();
	assert.ok(typeof address === 'object' && address);
	const variables = {PAT_TUI_PORTAL_URL: origin};
	return {
		port: address.port,
		/** The file for NODE_EXTRA_CA_CERTS. */
		authority,
		/** A certificate of that authority, for `localhost` too. */
		tls,
		/** What leads a program here. */
		variables,
		/** Signs somebody in on a machine, as a browser would have. */
		async signIn({kept}: Pick<Machine, 'kept'>) {
			const environment = findEnvironment(undefined, variables);
			assert.ok(environment.ok && environment.value);
			const fetch: Fetch = async (input, init) => sandbox.fetch(new Request(input, init));
			const sessions = makeSessionStore(
				environmentFolder(findPaths({PAT_TUI_HOME: kept}, '/'), environment.value),
			);
			const service = makeService({
				// Only what is embedded is signed in to without a browser.
				environment: {...environment.value, embedded: true},
				fetch,
				...options,
				sessions,
				version: '0.0.0',
			});
			const session = await service.signIn();
			assert.ok(session.ok, JSON.stringify(session));
		},
	};
};
