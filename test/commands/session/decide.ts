import assert from 'node:assert/strict';

/** Presses a button of the sandbox's sign-in page, as a browser would; gives the address that it leads to. */
export const decide = async (
	address: string,
	decision: 'accept' | 'decline',
	send: (request: Request) => Promise<Response> | Response = fetch,
): Promise<string> => {
	const page = await (await send(new Request(address))).text();
	const fields = [...page.matchAll(/<input[^>]* name="(state|formToken|email)"[^>]* value="([^"]*)"/g)].map(
		([, name = '', value = '']) => [name, value] as const,
	);
	const answer = new Request(new URL('/authorize', address), {
		method: 'POST',
		redirect: 'manual',
		headers: {origin: new URL(address).origin},
		body: new URLSearchParams(
			[...fields, ['decision', decision]].map(([name = '', value = '']) => [name, value]),
		),
	});
	const reply = await send(answer);
	assert.equal(reply.status, 303, page);
	return reply.headers.get('location') ?? '';
};
