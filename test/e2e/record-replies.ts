import {requestName, type ServedSandbox} from './a-served-sandbox.ts';

/** Keeps the JSON that the sandbox answers from now on; gives the last reply to a request of a name (`GET /api/projects`). */
export const recordReplies = (served: ServedSandbox): ((name: string) => unknown) => {
	const replies = new Map<string, unknown>();
	served.interceptWith(async (request, next) => {
		const response = await next(request);
		const body = await response.clone().text();
		if (body.startsWith('{') || body.startsWith('[')) replies.set(requestName(request), JSON.parse(body));
		return response;
	});
	return name => {
		if (!replies.has(name)) throw new Error(`Nobody sent ${name}: ${[...replies.keys()].join(', ')}`);
		return replies.get(name);
	};
};
