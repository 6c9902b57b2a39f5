import type {TestContext} from 'node:test';
import {CompactEncrypt, importSPKI} from 'jose';
import {makePortal} from '../../source/api/portal.ts';
import {anHttp, aSession} from '../api/an-http.ts';
import {always, type RawRequest, type Respond, rawServer} from '../api/raw-server.ts';
import {fakeClock} from '../fake-clock.ts';

/** Encrypts a session for the key that the client sent. */
export type Seal = (publicKey: string) => Promise<string>;

export const sealWith =
	(plaintext: string | Uint8Array, alg = 'RSA-OAEP-256', enc = 'A256GCM'): Seal =>
	async publicKey => {
		const jwe = await new CompactEncrypt(Buffer.from(plaintext))
			.setProtectedHeader({alg, enc})
			.encrypt(await importSPKI(publicKey, alg));
		return Buffer.from(jwe).toString('base64');
	};

type Answers = {
	readonly seal?: Seal;
	/** Given the server's origin, what is sent as `authUrl`. */
	readonly authUrl?: (origin: string) => unknown;
	/** Stands before the reply that hands the session out, and is given the way to send it. */
	readonly beforeSession?: (
		reply: {readonly give: () => void; readonly say: (respond: Respond) => void},
		asked: number,
	) => void;
	/** Answers of their own, by path. */
	readonly at?: Readonly<Record<string, Respond>>;
};

const pathOf = ({head}: RawRequest) => head.split(' ')[1]?.split('?')[0] ?? '';

/** A portal that is as odd as a test wants, with the real client in front of it. */
export const aPortal = async (t: TestContext, answers: Answers = {}) => {
	const {
		seal = sealWith('session-1'),
		beforeSession = ({give}) => give(),
		authUrl = origin => `${origin}/authorize?state=s-1`,
		at = {},
	} = answers;
	let publicKey = '';
	let asked = 0;
	const server = await rawServer(t, (socket, request, count) => {
		const path = pathOf(request);
		const own = at[path];
		if (own) {
			own(socket, request, count);
		} else if (path === '/api/auth/url') {
			publicKey = JSON.parse(request.body).publicKey;
			always(200, {authUrl: authUrl(server.origin)})(socket, request, count);
		} else if (path === '/authorize') {
			always(302, '', {location: 'http://127.0.0.1:64287/callback?state=s-1'})(socket, request, count);
		} else if (path === '/api/session-id') {
			const give = () =>
				void seal(publicKey).then(sessionId => always(200, {sessionId})(socket, request, count));
			asked++;
			beforeSession({give, say: respond => respond(socket, request, count)}, asked);
		} else {
			always(200, {sub: 'u-1', email: 'someone@example.com'})(socket, request, count);
		}
	});
	const clock = fakeClock();
	const {http} = anHttp(clock);
	return {
		origin: server.origin,
		clock,
		portal: makePortal(http, server.origin, aSession()),
		paths: () => server.requests.map(pathOf),
		requests: server.requests,
	};
};
