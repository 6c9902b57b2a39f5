import {createHash} from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 32rem; padding: 2rem 1.25rem; overflow-wrap: anywhere; }
.tag { display: inline-block; border: 1px solid; border-radius: 1rem; padding: 0 .75rem; font-size: .875rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 2rem; }
fieldset { box-sizing: border-box; flex: 1 0 100%; min-width: 0; margin: 0; border: 1px solid; border-radius: .5rem; padding: .5rem 1rem 1rem; }
label { display: flex; align-items: center; gap: .75rem; min-height: 2.75rem; }
label[for] { min-height: 0; margin-top: .5rem; }
input[type=email] { font: inherit; box-sizing: border-box; width: 100%; min-height: 2.75rem; margin-top: .5rem; padding: 0 .75rem; }
.problem { flex: 1 0 100%; margin: 0; font-weight: 600; }
button { font: inherit; flex: 1 1 10rem; min-height: 3rem; border-radius: .5rem; border: 1px solid; cursor: pointer; }
button[value=accept] { font-weight: 600; background: #1d58fc; border-color: #1d58fc; color: #fff; }
button:focus-visible, input:focus-visible { outline: 3px solid; outline-offset: 2px; }
`;

const escaped = (text: string) => text.replace(/[&<>"']/gu, character => `&#${character.codePointAt(0)};`);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="tag">Sandbox: nothing here reaches Affinidi</p>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;

const headers = (callback: string) => ({
	'content-type': 'text/html; charset=utf-8',
	'cache-control': 'no-store',
	// The redirect that answers the form counts as its target too, so the callback must be named.
	'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self' ${new URL(callback).origin}; base-uri 'none'; frame-ancestors 'none'`,
	'x-frame-options': 'DENY',
	'x-content-type-options': 'nosniff',
	// Anything stricter would blank the form's Origin, which is checked.
	'referrer-policy': 'same-origin',
});

type Question = {
	/** The users there are; the first is offered. */
	readonly emails: readonly string[];
	/** What is wrong with the answer given before. */
	readonly problem?: string;
	readonly state: string;
	readonly formToken: string;
	/** Where the browser goes after the answer. */
	readonly callback: string;
};

const choice = (email: string, index: number) =>
	`<label><input type="radio" name="email" value="${escaped(email)}"${index === 0 ? ' checked' : ''}><span>${escaped(email)}</span></label>`;

/** Draws the page that asks whether to sign in, and as whom, with the one-time token its form sends back. */
export const questionPage = ({emails, problem, state, formToken, callback}: Question): Response =>
	new Response(
		page(
			'Sign in to the sandbox?',
			`<p>A program on this computer asks to sign in. It will be able to do everything in the sandbox projects of the user you choose.</p>
<p>Accept only if you have just started a sign-in yourself.</p>
<form method="post" action="/authorize">
<input type="hidden" name="state" value="${escaped(state)}">
<input type="hidden" name="formToken" value="${escaped(formToken)}">
${problem === undefined ? '' : `<p class="problem" role="alert">${escaped(problem)}</p>\n`}<fieldset>
<legend>Sign in as</legend>
${emails.map(choice).join('\n')}
<label for="otherEmail">Or as somebody else, new or known (e-mail address)</label>
<input type="email" id="otherEmail" name="otherEmail" maxlength="254" autocomplete="off" placeholder="somebody@example.com">
</fieldset>
<button name="decision" value="accept">Accept</button>
<button name="decision" value="decline" formnovalidate>Decline</button>
</form>`,
		),
		{status: problem === undefined ? 200 : 400, headers: headers(callback)},
	);

/** Draws the page that says why a sign-in can't go on. */
export const deadEndPage = (status: 400 | 404 | 409 | 413, reason: string, callback: string): Response =>
	new Response(
		page('This sign-in can’t go on', `<p>${escaped(reason)} Start the sign-in again from your program.</p>`),
		{
			status,
			headers: headers(callback),
		},
	);
