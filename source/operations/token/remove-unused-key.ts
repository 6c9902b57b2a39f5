import type {Iam} from '../../api/iam.ts';
import type {KeyStore} from '../../keys/key-store.ts';
import {stillRemembered} from '../../keys/still-remembered.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import {fail, ok} from '../../result.ts';
import {failedRequest, type Report, type StepResult, waitsOf} from '../step.ts';

const staysWords = {
	external: 'what was known of it here; its file stays',
	kms: 'what was known of it here; in the KMS it stays',
} as const;

/** Removes a stored key once the whole list of tokens shows that none is registered with it; else it is kept, and that is said. */
export const removeUnusedKey = async (
	print: string,
	{
		iam,
		keyStore,
		deleted,
		signal,
		report,
	}: {
		readonly iam: Iam;
		readonly keyStore: KeyStore;
		/** The token that was just deleted: a list that still shows it does not count. */
		readonly deleted: string | undefined;
		readonly signal: AbortSignal | undefined;
		readonly report: Report;
	},
): Promise<StepResult<'removed' | 'kept'>> => {
	for await (const page of iam.listTokens({signal, ...waitsOf(report)})) {
		if (!page.ok)
			return fail({
				...failedRequest(page.error),
				remedy: 'The key is kept. Resume to remove it once the list can be read.',
			});
		const user = page.value.find(
			token => token.id !== deleted && token.keys.some(key => thumbprint(key) === print),
		);
		if (user) return ok({value: 'kept', detail: `kept: the token ${user.id} uses it too`});
		if (page.value.some(({id}) => id === ''))
			return ok({value: 'kept', detail: 'kept: the list has a token that can not be read, which may use it'});
	}
	const removed = await keyStore.remove(print);
	if (removed.ok) {
		const {custody, remembered} = removed.value;
		const details = [
			...(custody === 'stored' ? [] : [staysWords[custody]]),
			...(remembered ? [stillRemembered({thumbprint: print})] : []),
		];
		return ok({value: 'removed', ...(details.length > 0 && {detail: details.join('. ')})});
	}
	if (removed.error.kind === 'not-found') return ok({value: 'removed', detail: 'it was not there any more'});
	return fail({
		kind: removed.error.kind,
		message: removed.error.message,
		remedy: 'Mend the folder and resume, or remove the file yourself.',
	});
};
