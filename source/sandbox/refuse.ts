import {signInPage} from './foreign-page.ts';
import {type Refusal, refusalResponse, unauthorized} from './refusal.ts';
import type {Service} from './service.ts';

/** Makes the reply of a refusal in the form that the variants give to what is unknown: a session that doesn't count, and the portal's errors. */
export const refuse = (
	refusal: Refusal,
	request: Request,
	{random, variants}: Pick<Service, 'random' | 'variants'>,
): Response => {
	const traceId = random.uuid();
	const lacksSession =
		refusal.name === 'InvalidJwtTokenError' && !request.headers.get('authorization')?.trim();
	if (lacksSession && variants.expired === 'html') return signInPage();
	const said = lacksSession && variants.expired === '403' ? unauthorized : refusal;
	if (variants.errors === 'iam' || !new URL(request.url).pathname.startsWith('/api/'))
		return refusalResponse(said, traceId);
	const {httpStatusCode, ...others} = said;
	return Response.json({...others, debugId: traceId, code: httpStatusCode}, {status: httpStatusCode});
};
