const page = (status: number, title: string, words: string) =>
	new Response(
		`<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body><h1>${title}</h1><p>${words}</p></body>\n</html>\n`,
		{status, headers: {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store'}},
	);

/** Draws the page by which a gateway asks for a sign-in where a program expected JSON: status 200. */
export const signInPage = (): Response => page(200, 'Sign in', 'Your session has ended. Sign in to go on.');

/** Draws the page of a gateway that stands in the way. */
export const gatewayPage = (status: number): Response =>
	page(status, status === 200 ? 'Please wait' : 'Bad gateway', 'The service is not available at the moment.');
