import {allPages} from '../../api/pages.ts';
import {ok} from '../../result.ts';
import type {Effect} from '../journalled-step.ts';
import type {OwnedOperation} from '../operations.ts';
import {failedRequest, waitsOf} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';
import {applyAccess} from './apply-access.ts';
import type {Aim} from './compare-standings.ts';
import {refusesAtGateway, refusesScopedToken, scopedIam} from './in-project.ts';
import {reconcile} from './reconcile.ts';
import {outside, standingIn, standingsOf} from './standing.ts';
import {type Access, isAsWanted} from './stray.ts';

type Deps = Pick<WorkflowDeps, 'service' | 'operations' | 'clock'>;
type Operation = Pick<OwnedOperation, 'journal' | 'progress'>;

/** Makes the effect of changing how a principal stands in a project. */
export const changeStanding = (
	deps: Deps,
	operation: Operation,
	aim: Aim,
	signal: AbortSignal | undefined,
): Effect<undefined> => ({
	repeatable: true,
	send: async report => reconcile(aim, {deps, operation, signal, report}),
	// It begins by looking, and sends nothing where all is as it should be.
	look: async () => 'not-there',
});

/**
 * Makes the effect of one write for a token that the operation itself made, so that nothing has to be looked at first;
 * where the service gives no project-scoped token it is brought about by the active project, with all the looking.
 */
export const changeNewToken = (
	deps: Deps,
	operation: Operation,
	{access, ...aim}: Aim & {readonly access: Access},
	signal: AbortSignal | undefined,
): Effect<undefined> => {
	const {service} = deps;
	const {principal, project, mark} = aim;
	const byActiveProject = changeStanding(deps, operation, aim, signal);
	if (operation.progress.seen?.[mark]) return byActiveProject;
	return {
		repeatable: true,
		async send(report) {
			const iam = await scopedIam(service, project.id, {signal, report});
			if (!iam.ok) return refusesScopedToken(iam.error) ? byActiveProject.send(report) : iam;
			const reply = await applyAccess(iam.value, principal, access, {signal, report});
			if (reply.ok) return ok(undefined);
			return refusesAtGateway(reply.error) ? byActiveProject.send(report) : reply;
		},
		async look(report) {
			const listed = await allPages(
				service.iam.listProjectsOfToken(principal.id, {signal, ...waitsOf(report)}),
			);
			if (!listed.ok) return failedRequest(listed.error);
			const standing = standingIn(standingsOf(listed.value), project.id) ?? outside;
			const wanted = aim.wanted(outside);
			return wanted.ok && isAsWanted(standing, wanted.value) ? {value: undefined} : 'not-there';
		},
	};
};
