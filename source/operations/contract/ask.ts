import * as v from 'valibot';
import type {ApiError} from '../../api/errors.ts';
import type {Authorization, Http, HttpReply, HttpRequest} from '../../api/http.ts';
import type {Service} from '../../auth/service.ts';
import type {Result} from '../../result.ts';
import type {Clock} from '../../system/clock.ts';
import type {Random} from '../../system/random.ts';
import type {HeaderFacts} from './note-headers.ts';

/** What a probe found: JSON that holds no secret and no value that belongs to somebody. */
export type Fact = string | number | boolean | null | readonly Fact[] | {readonly [name: string]: Fact};

/** One request that an answer rests on. */
export type Evidence = {
	/** Method and path, without ids and query. */
	readonly request: string;
	readonly status?: number;
	/** The service's name for a refusal. */
	readonly name?: string;
	/** What kind of failure it was, where there was no proper refusal. */
	readonly failure?: string;
};

/** What the service answered to one question. */
export type Answer = {readonly fact: Fact; readonly evidence: readonly Evidence[]};

/** What the probes ask with. */
export type ProbeDeps = {
	readonly service: Service;
	/** Sends as the rest of the program does, but renews no session. */
	readonly http: Http;
	/** The same, without `affinidi-cli-version`. */
	readonly httpWithoutVersion: Http;
	readonly session: Authorization;
	/** What the headers of all replies so far told. */
	readonly headers: HeaderFacts;
	readonly clock: Clock;
	readonly random: Random;
	readonly signal?: AbortSignal | undefined;
};

/** Whether the service did what was asked, said no, or left it open: a failure of its own or of the network says nothing. */
export type Verdict = 'taken' | 'refused' | 'not known';

/** A reply, or the lack of one, with what may be kept of it as evidence. */
export type Asked = {
	readonly verdict: Verdict;
	readonly body: unknown;
	readonly evidence: Evidence;
};

const refusals: ReadonlySet<ApiError['kind']> = new Set([
	'rejected',
	'forbidden',
	'not-found',
	'token-refused',
]);

/** Tells what a reply says about what was asked. */
export const verdictOf = (reply: Result<unknown, ApiError>): Verdict => {
	if (reply.ok) return 'taken';
	return refusals.has(reply.error.kind) ? 'refused' : 'not known';
};

/** Keeps of a reply what an answer rests on. */
export const evidenceOf = (
	request: string,
	reply: Result<Pick<HttpReply<unknown>, 'status'>, ApiError>,
): Evidence => {
	if (reply.ok) return {request, status: reply.value.status};
	const {status, name, kind} = reply.error;
	return {request, ...(status !== undefined && {status}), ...(name === undefined ? {failure: kind} : {name})};
};

const withoutIds = (path: string): string =>
	path.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/giu, '{id}');

/** Sends one request and takes whatever comes as an answer. */
export const ask = async (
	http: Http,
	request: Omit<HttpRequest<v.GenericSchema>, 'schema'>,
): Promise<Asked> => {
	const reply = await http.send({...request, schema: v.unknown()});
	const name = `${request.method} ${withoutIds(new URL(request.url).pathname)}`;
	const evidence = evidenceOf(name, reply);
	return {verdict: verdictOf(reply), body: reply.ok ? reply.value.value : undefined, evidence};
};
