import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {knownEmails} from '../accounts.ts';
import {readInput} from '../parse-input.ts';
import type {Service} from '../service.ts';
import {secretKey} from '../session.ts';
import type {SignIn} from '../sign-in.ts';
import {Email, sandboxEmail} from '../user.ts';
import {deadEndPage, questionPage} from './authorize-page.ts';

// Registered with the service for the command line; the port is fixed (contract 1.4).
const callback = 'http://127.0.0.1:64287/callback';

const FormInput = v.object({
	state: v.string(),
	formToken: v.string(),
	decision: v.picklist(['accept', 'decline']),
	email: v.optional(v.string(), sandboxEmail),
	/** Typed in place of a choice. */
	otherEmail: v.optional(v.string(), ''),
});

const notAnAddress = 'This is not an e-mail address.';

const redirect = (status: 302 | 303, parameters: Record<string, string>) => {
	const location = new URL(callback);
	location.search = new URLSearchParams(parameters).toString();
	return new Response(null, {status, headers: {location: location.href, 'cache-control': 'no-store'}});
};

const unknownSignIn = () =>
	deadEndPage(404, 'It is not known here, or it has been waiting too long.', callback);
const answeredSignIn = () => deadEndPage(409, 'It has been answered already.', callback);

/** Makes the page in the browser's half of the sign-in, and its form: accept and decline both lead to the program's callback. */
export const authorizeRoutes = (service: Service) => {
	const answer = async (
		state: string,
		decision: Pick<SignIn, 'answer' | 'email'>,
		isAllowed: (signIn: SignIn) => boolean,
	) => {
		const isOpen = (signIn: SignIn) => signIn.answer === 'pending' && isAllowed(signIn);
		const changed = await service.state.signIns.update(secretKey(state), signIn =>
			isOpen(signIn) ? {...signIn, ...decision} : signIn,
		);
		if (changed === undefined || changed.before.expiresAt <= service.clock.now()) return unknownSignIn();
		return isOpen(changed.before) ? undefined : answeredSignIn();
	};

	const ask = async (state: string, offered: string, problem?: string) => {
		const signIn = await service.state.signIns.read(secretKey(state));
		if (signIn === undefined || signIn.expiresAt <= service.clock.now()) return unknownSignIn();
		if (signIn.answer !== 'pending') return answeredSignIn();
		const {formToken} = signIn;
		const emails = [...new Set([offered, ...(await knownEmails(service))])];
		return questionPage({emails, state, formToken, callback, ...(problem !== undefined && {problem})});
	};

	return new Hono()
		.get('/authorize', async ({req}) => {
			const state = req.query('state') ?? '';
			const hint = v.safeParse(Email, req.query('login_hint') ?? sandboxEmail);
			if (!hint.success) return deadEndPage(400, `${notAnAddress} (login_hint)`, callback);
			if (service.autoApprove) {
				const decision = {answer: 'accepted', email: hint.output} as const;
				return (await answer(state, decision, () => true)) ?? redirect(302, {state});
			}
			return ask(state, hint.output);
		})
		.post('/authorize', async ({req}) => {
			const input = await readInput(req.raw, FormInput, {form: true});
			if (!input.ok) {
				const status = input.error.httpStatusCode === 413 ? 413 : 400;
				return deadEndPage(status, 'What the page sent could not be read.', callback);
			}
			const {state, formToken, decision, otherEmail} = input.value;
			const isSent = (signIn: SignIn) => signIn.formToken === formToken;
			if (decision === 'decline') {
				const parameters = {[service.variants.decline]: 'access_denied', description: 'request_declined'};
				return (
					(await answer(state, {answer: 'declined'}, isSent)) ??
					redirect(303, {state: 'error', ...parameters})
				);
			}
			const email = v.safeParse(Email, otherEmail.trim() || input.value.email);
			if (!email.success) return ask(state, sandboxEmail, notAnAddress);
			const accepted = {answer: 'accepted', email: email.output} as const;
			return (await answer(state, accepted, isSent)) ?? redirect(303, {state});
		});
};
