import {createHash} from 'node:crypto';
import type {LocalReply} from '../system/listen.ts';

/** How a sign-in stands when its page is shown. */
export type PageState = 'accepted' | 'declined' | 'unfinished';

const style = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 32rem; padding: 3rem 1.25rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
p { margin: 1rem 0 0; }
`;

const words: Readonly<Record<PageState, readonly [title: string, text: string]>> = {
	accepted: ['You are signed in', 'Go back to the terminal. You can close this page.'],
	declined: ['Declined: nobody is signed in', 'Go back to the terminal. You can close this page.'],
	unfinished: [
		'Not signed in yet',
		'Go back to the terminal: it says how the sign-in stands and what to do.',
	],
};

const policyFor = () =>
	[
		"default-src 'none'",
		`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');

/** Draws the page that a browser ends up on: no script, nothing from outside, and no text but its own. */
export const donePage = (state: PageState, status: number): LocalReply => {
	const [title, text] = words[state];
	return {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policyFor(),
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
		},
		body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
</main>
</body>
</html>
`,
	};
};
