import {type ApiError, isUncertain} from './errors.ts';
import type {Http, RemoteEffect} from './http.ts';

/** A remote effect that is about to be sent. */
export type SentEffect = RemoteEffect & {readonly method: string; readonly path: string};

/** How a remote effect ended; `unsure`: it may or may not have happened, `not-sent`: it never left this computer. */
export type EndedEffect = {
	readonly outcome: 'done' | 'refused' | 'unsure' | 'not-sent';
	readonly status?: number;
	/** The service's own reference for a refusal. */
	readonly traceId?: string;
};

/** Told of each remote effect before it is sent; what it gives back is told how it ended. */
export type EffectWatch = (effect: SentEffect) => Promise<(ended: EndedEffect) => Promise<void>>;

const endOf = (error: ApiError): EndedEffect => {
	const {status, traceId} = error;
	const facts = {...(status !== undefined && {status}), ...(traceId !== undefined && {traceId})};
	if (error.kind === 'unreachable') return {...facts, outcome: 'not-sent'};
	return {...facts, outcome: isUncertain(error) ? 'unsure' : 'refused'};
};

/** Lets every request that names an effect be watched; the others pass unseen. */
export const watchEffects = (http: Http, watch: EffectWatch): Http => ({
	async send(request) {
		const {effect, method, url} = request;
		if (!effect) return http.send(request);
		const end = await watch({...effect, method, path: new URL(url).pathname});
		const result = await http.send(request);
		await end(result.ok ? {outcome: 'done', status: result.value.status} : endOf(result.error));
		return result;
	},
});
