import {requestName, type ServedSandbox} from './a-served-sandbox.ts';

/** A request that the sandbox keeps waiting. */
export type Held = {
	/** Resolves when the request has come in, and, when it is held after its effect, has had it. */
	readonly reached: Promise<void>;
	/** Lets it, and every later one, through. */
	readonly release: () => void;
};

/** Holds the first request of a name (`POST /iam/v1/tokens`) before or after its effect. */
export const holdRequest = (served: ServedSandbox, wanted: string, moment: 'before' | 'after'): Held => {
	let reach = () => {};
	let release = () => {};
	const reached = new Promise<void>(resolve => {
		reach = resolve;
	});
	const released = new Promise<void>(resolve => {
		release = resolve;
	});
	let isHeld = false;
	served.interceptWith(async (request, next) => {
		if (isHeld || requestName(request) !== wanted) return next(request);
		isHeld = true;
		const reply = moment === 'after' ? await next(request) : undefined;
		reach();
		await released;
		return reply ?? next(request);
	});
	return {reached, release};
};
