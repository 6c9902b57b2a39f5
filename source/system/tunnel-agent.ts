import {Agent, type ClientRequestArgs} from 'node:http';
import {Agent as SecureAgent} from 'node:https';
import {isIP} from 'node:net';
import type {Duplex} from 'node:stream';
import {connect} from 'node:tls';
import {openTunnel} from './open-tunnel.ts';
import type {WebProxy} from './route-to.ts';

/** Shorter than what a request may wait for its reply, so that a silent proxy is named. */
const tunnelLimitMs = 8000;

type Created = (error: Error | null, socket?: Duplex) => void;

/**
 * Makes the agent whose connections go through a proxy's tunnel, which Node 20 knows nothing of; they stay open between
 * requests.
 *
 * @param protocol the one that is spoken at the end of the tunnel
 */
export const makeTunnelAgent = (proxy: WebProxy, protocol: 'http:' | 'https:'): Agent => {
	const isSecure = protocol === 'https:';
	const agent = new (isSecure ? SecureAgent : Agent)({keepAlive: true});
	return Object.assign(agent, {
		createConnection({host, port}: ClientRequestArgs, created: Created) {
			const bare = String(host).replace(/^\[|\]$/g, '');
			const end = {
				host: bare.includes(':') ? `[${bare}]` : bare,
				port: String(port ?? (isSecure ? 443 : 80)),
			};
			openTunnel(proxy, end, tunnelLimitMs).then(
				socket =>
					created(null, isSecure ? connect({socket, ...(!isIP(bare) && {servername: bare})}) : socket),
				created,
			);
		},
	});
};
