import {type ApiError, remedyFor} from '../../api/errors.ts';
import {failedRequest, type PlannedStep, type StepFailure} from '../step.ts';

/** What a refusal at each step of a try most likely means for the person, and what to do about it. */
const refusals: Readonly<Record<string, string>> = {
	'access-token':
		'The service does not accept this signature for this token. Check that the key is the registered one, that the algorithm fits, and that the token still exists.',
	whoami:
		'The access token was not accepted. Try again; if it stays so, the service and its token endpoint do not belong together.',
	'project-token': 'The token is not in this project. Add it to the project, or try it in another one.',
	'service-read':
		'The token is in the project, but its permissions do not allow this call. Change its permissions.',
};

const isRefusal = ({kind}: ApiError): boolean =>
	kind === 'rejected' || kind === 'token-refused' || kind === 'forbidden' || kind === 'not-found';

/** Says what to do after a step of a try failed. */
export const tryRemedy = (step: string, error: ApiError): string =>
	(isRefusal(error) && refusals[step]) || remedyFor(error);

/** Says the refusal of a step of a try as its failure. */
export const refusedAt = ({step}: PlannedStep, error: ApiError): StepFailure => ({
	...failedRequest(error),
	remedy: tryRemedy(step, error),
});
