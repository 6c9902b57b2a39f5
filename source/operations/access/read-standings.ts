import {allPages} from '../../api/pages.ts';
import {isPrincipal, type Principal} from '../../api/principal.ts';
import type {Service} from '../../auth/service.ts';
import {fail, ok, type Result} from '../../result.ts';
import {failedRequest, type Report, type StepFailure, waitsOf} from '../step.ts';
import type {InProject, ProjectRequest} from './in-project.ts';
import {outside, type ProjectName, type Standing, type Standings, standingsOf} from './standing.ts';

type Call = {readonly signal: AbortSignal | undefined; readonly report: Report};

/** Reads how a principal stands in the project of the request. */
const readStanding =
	(principal: Principal, {signal, report}: Call): ProjectRequest<Standing> =>
	async iam => {
		const call = {signal, ...waitsOf(report)};
		const listed = await allPages(iam.listPrincipals(call));
		if (!listed.ok) return listed;
		const record = listed.value.find(each => isPrincipal(each, principal));
		if (!record) return ok(outside);
		if (record.policy) return ok({isMember: true, policy: record.policy});
		const kept = await iam.getPolicies(principal, call);
		if (kept.ok) return ok({isMember: true, policy: kept.value.value.policy});
		return kept.error.kind === 'not-found' ? ok({isMember: true}) : kept;
	};

/**
 * Reads how a principal stands in its projects: of a token of the user's own the service tells them all; of anybody else
 * it is read in the project itself, and in the user's other projects where a write could land in one of them.
 */
export const readStandings = async (
	service: Service,
	inProject: InProject,
	{principal, project}: {readonly principal: Principal; readonly project: ProjectName},
	call: Call,
): Promise<Result<Standings, StepFailure>> => {
	const request = {signal: call.signal, ...waitsOf(call.report)};
	if (principal.type === 'token') {
		const listed = await allPages(service.iam.listProjectsOfToken(principal.id, request));
		// A record that can't be read may be any project: taken for none, what is there would look like a stray.
		if (listed.ok && listed.value.every(({id}) => id !== '')) return ok(standingsOf(listed.value));
		const isOurs = !listed.ok && listed.error.kind !== 'not-found' && listed.error.kind !== 'forbidden';
		if (isOurs) return fail(failedRequest(listed.error));
	}
	const standing = await inProject.read(project, readStanding(principal, call));
	if (!standing.ok) return standing;
	const found = [{project, standing: standing.value}];
	if (!inProject.isByActiveProject()) return ok({isComplete: false, projects: found});
	const all = await service.portal.listProjects(request);
	if (!all.ok) return fail(failedRequest(all.error));
	for (const {id, name} of all.value.value) {
		if (id === '' || id === project.id) continue;
		const other = {id, name: name || id};
		const there = await inProject.read(other, readStanding(principal, call));
		if (there.ok) found.push({project: other, standing: there.value});
		// A project where nothing may be read is one where nothing can be written either.
		else if (there.error.kind !== 'forbidden') return there;
	}
	return ok({isComplete: false, projects: found});
};
