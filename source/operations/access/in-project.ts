import {type ApiError, isUncertain} from '../../api/errors.ts';
import type {Iam} from '../../api/iam.ts';
import {tokenAuthorization} from '../../api/oauth.ts';
import type {Service} from '../../auth/service.ts';
import {fail, ok, type Result} from '../../result.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import {type ProjectName, shownName} from './standing.ts';
import type {Visit} from './visit.ts';

type Call = {readonly signal: AbortSignal | undefined; readonly report: Report};

/** A request to IAM that acts on whichever project its authorization is for. */
export type ProjectRequest<T> = (iam: Iam) => Promise<Result<T, ApiError>>;

/**
 * What became of a write: `sent` where it was answered while the project was the active one before and after, `elsewhere`
 * where another terminal chose another one meanwhile, `not-sent` where it had done so before, `unsure` where the reply was
 * lost. None of them proves where it landed.
 */
export type Written =
	| {readonly kind: 'sent' | 'elsewhere' | 'not-sent'}
	| {readonly kind: 'unsure' | 'refused'; readonly error: ApiError};

/** The ways into given projects, best first: a project-scoped token, else the session's active project. */
export type InProject = {
	/** Reads in a project; by the active project only what was read while it stayed the active one counts. */
	readonly read: <T>(project: ProjectName, request: ProjectRequest<T>) => Promise<Result<T, StepFailure>>;
	/** Sends a write once. */
	readonly write: (
		project: ProjectName,
		request: ProjectRequest<unknown>,
	) => Promise<Result<Written, StepFailure>>;
	/** Whether the service refused the first way, so that the other had to be taken. */
	readonly isByActiveProject: () => boolean;
};

/** Tells whether the service gives the session no project-scoped token; how it would say so is not known. */
export const refusesScopedToken = ({kind}: ApiError): boolean =>
	kind === 'forbidden' || kind === 'not-found' || kind === 'rejected';

/** Tells whether the gateway does not take a project-scoped token of the session, or gives it no power. */
export const refusesAtGateway = ({kind}: ApiError): boolean =>
	kind === 'token-refused' || kind === 'forbidden';

/**
 * IAM in one given project, whatever the session's active project is: the portal's own rows act on the active project,
 * which any other terminal of the same session may change at any moment.
 */
export const scopedIam = async (
	service: Service,
	projectId: string,
	{signal, report}: Call,
): Promise<Result<Iam, ApiError>> => {
	const scoped = await service.iam.createProjectScopedToken(projectId, {signal, ...waitsOf(report)});
	return scoped.ok
		? ok(service.gatewayIam(tokenAuthorization(scoped.value.value.accessToken, 'bearer')))
		: scoped;
};

const mostTries = 6;

const unsteady = (project: ProjectName): StepFailure => ({
	kind: 'active-project-unsteady',
	message: `Another terminal of this session keeps changing the active project, so nothing sure could be read in ${shownName(project)}.`,
	remedy: 'Let the other terminal rest, and try again.',
});

/** Makes the ways into projects of one visit. */
export const makeInProject = (
	service: Service,
	visit: Visit,
	call: Call,
	{isScopedRefused = false}: {readonly isScopedRefused?: boolean} = {},
): InProject => {
	let isByActiveProject = isScopedRefused;

	/** The result of the first way, or undefined when it is refused. */
	const byScopedToken = async <T>(
		project: ProjectName,
		request: ProjectRequest<T>,
	): Promise<Result<T, ApiError> | undefined> => {
		if (isByActiveProject) return undefined;
		const iam = await scopedIam(service, project.id, call);
		const reply = iam.ok ? await request(iam.value) : iam;
		const isRefused = !reply.ok && (iam.ok ? refusesAtGateway(reply.error) : refusesScopedToken(reply.error));
		isByActiveProject = isRefused;
		return isRefused ? undefined : reply;
	};

	return {
		isByActiveProject: () => isByActiveProject,
		async read(project, request) {
			const reply = await byScopedToken(project, request);
			if (reply) return reply.ok ? reply : fail(failedRequest(reply.error));
			for (let tries = 0; tries < mostTries; tries++) {
				const entered = await visit.enter(project);
				if (!entered.ok) return entered;
				if (!entered.value) continue;
				const read = await request(service.iam);
				const isStill = await visit.isIn(project);
				if (!isStill.ok) return isStill;
				if (isStill.value) return read.ok ? read : fail(failedRequest(read.error));
			}
			return fail(unsteady(project));
		},
		async write(project, request) {
			const reply = await byScopedToken(project, request);
			if (reply) {
				if (reply.ok) return ok({kind: 'sent'});
				// No other way would be answered otherwise.
				if (!isUncertain(reply.error)) return fail(failedRequest(reply.error));
				return ok({kind: 'unsure', error: reply.error});
			}
			const entered = await visit.enter(project);
			if (!entered.ok) return entered;
			if (!entered.value) return ok({kind: 'not-sent'});
			const sent = await request(service.iam);
			if (!sent.ok && isUncertain(sent.error)) return ok({kind: 'unsure', error: sent.error});
			const isStill = await visit.isIn(project);
			if (!isStill.ok) return sent.ok ? ok({kind: 'elsewhere'}) : isStill;
			if (sent.ok) return ok({kind: isStill.value ? 'sent' : 'elsewhere'});
			// A refusal that came from another project says nothing about this one.
			return ok(isStill.value ? {kind: 'refused', error: sent.error} : {kind: 'not-sent'});
		},
	};
};
