import {allPages} from '../../api/pages.ts';
import {fail, ok, type Result} from '../../result.ts';
import {plural} from '../../text/plural.ts';
import {hasNoRights, standingsOf} from '../access/standing.ts';
import type {Right} from '../intent.ts';
import {failedRequest, type PlannedStep, runStep, type StepFailure, type Workflow, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

/** The step that looks where a token is. */
export const readRightsStep: PlannedStep = {step: 'read-rights', title: 'Look which projects it is in'};

/** Where a token is and what it may do there, memberships without rights last; `unnamed`: how many projects the service listed without saying which. */
export type Rights = {readonly rights: readonly Right[]; readonly unnamed: number};

/**
 * Reads which projects a token is in, and what it may do there.
 *
 * @param mayBeGone a token that is not there any more is in none
 */
export async function* readRights(
	{service, clock}: Pick<WorkflowDeps, 'service' | 'clock'>,
	tokenId: string,
	{signal, mayBeGone = false}: {readonly signal: AbortSignal | undefined; readonly mayBeGone?: boolean},
): Workflow<Result<Rights, StepFailure>> {
	return yield* runStep(readRightsStep, clock, async report => {
		const listed = await allPages(service.iam.listProjectsOfToken(tokenId, {signal, ...waitsOf(report)}));
		if (!listed.ok && mayBeGone && listed.error.kind === 'not-found')
			return ok({value: {rights: [], unnamed: 0}, detail: 'it is not there any more'});
		if (!listed.ok) return fail(failedRequest(listed.error));
		const weight = ({standing}: Right) => (hasNoRights(standing) ? 1 : 0);
		const rights = standingsOf(listed.value).projects.toSorted((one, other) => weight(one) - weight(other));
		const count = listed.value.length;
		return ok({
			value: {rights, unnamed: count - rights.length},
			detail: count === 0 ? 'in none' : `in ${plural(count, 'project')}`,
		});
	});
}
