import type {Iam} from '../../api/iam.ts';
import type {Token} from '../../api/token.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import type {Clock} from '../../system/clock.ts';
import {findCreated} from '../find-created.ts';
import type {CreateIntent} from '../intent.ts';
import type {Found} from '../journalled-step.ts';
import {failedRequest, type Report, waitsOf} from '../step.ts';

const isMarked = (token: Token, intent: Pick<CreateIntent, 'provisionalKeyId' | 'thumbprint'>): boolean =>
	token.keys.some(key => key.kid === intent.provisionalKeyId && thumbprint(key) === intent.thumbprint);

/**
 * Looks for the token of a create whose reply was lost, by its random key id and thumbprint together: a thumbprint alone
 * could be an older token's on the same key.
 */
export const findCreatedToken = async (
	intent: Pick<CreateIntent, 'provisionalKeyId' | 'thumbprint'>,
	{
		iam,
		...looking
	}: {
		readonly iam: Iam;
		readonly clock: Pick<Clock, 'sleep'>;
		readonly signal?: AbortSignal | undefined;
		readonly report: Report;
	},
): Promise<Found<Token>> =>
	findCreated('token', looking, async () => {
		const {signal, report} = looking;
		for await (const page of iam.listTokens({signal, ...waitsOf(report)})) {
			if (!page.ok) return failedRequest(page.error);
			const found = page.value.find(token => isMarked(token, intent));
			if (found) return {value: found, detail: 'found on the service'};
		}
		return 'not-there';
	});
