import {fail, ok, type Result} from '../result.ts';
import {longestBody} from './read-text.ts';
import {payloadTooLarge, type Refusal} from './refusal.ts';

const foreign = (issue: string): Refusal => ({
	name: 'OperationForbiddenError',
	message: 'The sandbox answers programs on this machine only.',
	httpStatusCode: 403,
	details: [{issue, location: 'header'}],
});

const changesNothing = (request: Request, autoApprove: boolean) => {
	if (!['GET', 'HEAD'].includes(request.method)) return false;
	const {pathname} = new URL(request.url);
	// Both give or take something at a mere GET.
	return pathname !== '/api/session-id' && !(autoApprove && pathname === '/authorize');
};

/**
 * Refuses what a web page elsewhere could make a browser send to the sandbox's port: another Host (403, a name that was
 * rebound to the loopback address), and a foreign Origin or Sec-Fetch-Site on anything that changes state (403); and, before
 * reading it, a body announced as too long (413).
 */
export const guardRequest = (
	request: Request,
	{port, autoApprove}: {readonly port: number; readonly autoApprove: boolean},
): Result<void, Refusal> => {
	const hosts = ['localhost', '127.0.0.1', '[::1]'].map(name => new URL(`http://${name}:${port}`).host);
	if (!hosts.includes(request.headers.get('host') ?? '')) return fail(foreign('host'));
	if (!changesNothing(request, autoApprove)) {
		const origin = request.headers.get('origin');
		if (origin !== null && !hosts.some(host => origin === `http://${host}`)) return fail(foreign('origin'));
		const site = request.headers.get('sec-fetch-site');
		if (site !== null && site !== 'same-origin' && site !== 'none') return fail(foreign('sec-fetch-site'));
	}
	return Number(request.headers.get('content-length') ?? 0) > longestBody
		? fail(payloadTooLarge)
		: ok(undefined);
};
