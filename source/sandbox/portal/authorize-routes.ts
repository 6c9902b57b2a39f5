import {Hono} from 'hono/quick';
import * as v from 'valibot';
import {readInput} from '../parse-input.ts';
import type {Service} from '../service.ts';
import {secretKey} from '../session.ts';
import type {SignIn} from '../sign-in.ts';
import {sandboxEmail} from '../user.ts';
import {deadEndPage, questionPage} from './authorize-page.ts';

// Registered with the service for the command line; the port is fixed (contract 1.4).
const callback = 'http://127.0.0.1:64287/callback';

const FormInput = v.object({
	state: v.string(),
	formToken: v.string(),
	decision: v.picklist(['accept', 'decline']),
});

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
		decision: SignIn['answer'],
		isAllowed: (signIn: SignIn) => boolean,
	) => {
		const isOpen = (signIn: SignIn) => signIn.answer === 'pending' && isAllowed(signIn);
		const changed = await service.state.signIns.update(secretKey(state), signIn =>
			isOpen(signIn) ? {...signIn, answer: decision} : signIn,
		);
		if (changed === undefined || changed.before.expiresAt <= service.clock.now()) return unknownSignIn();
		return isOpen(changed.before) ? undefined : answeredSignIn();
	};

	return new Hono()
		.get('/authorize', async ({req}) => {
			const state = req.query('state') ?? '';
			if (service.autoApprove) {
				return (await answer(state, 'accepted', () => true)) ?? redirect(302, {state});
			}
			const signIn = await service.state.signIns.read(secretKey(state));
			if (signIn === undefined || signIn.expiresAt <= service.clock.now()) return unknownSignIn();
			if (signIn.answer !== 'pending') return answeredSignIn();
			return questionPage({email: sandboxEmail, state, formToken: signIn.formToken, callback});
		})
		.post('/authorize', async ({req}) => {
			const input = await readInput(req.raw, FormInput, {form: true});
			if (!input.ok) {
				const status = input.error.httpStatusCode === 413 ? 413 : 400;
				return deadEndPage(status, 'What the page sent could not be read.', callback);
			}
			const {state, formToken, decision} = input.value;
			const isAccepted = decision === 'accept';
			const refused = await answer(
				state,
				isAccepted ? 'accepted' : 'declined',
				signIn => signIn.formToken === formToken,
			);
			if (refused !== undefined) return refused;
			return redirect(
				303,
				isAccepted ? {state} : {state: 'error', error: 'access_denied', description: 'request_declined'},
			);
		});
};
