import type {Principal} from '../../api/principal.ts';
import {ok, type Result} from '../../result.ts';
import type {Sent} from '../progress.ts';
import type {StepFailure} from '../step.ts';
import {
	isSameStanding,
	outside,
	type ProjectName,
	type Standing,
	type Standings,
	standingIn,
} from './standing.ts';
import {findWrong, isAsWanted, ownDoings, type Wanted, type Wrong} from './stray.ts';

/** What a principal's standing is to be, given what it was before anything was sent; or why nothing is to be sent. */
export type Aim = {
	readonly principal: Principal;
	readonly project: ProjectName;
	readonly wanted: (before: Standing) => Result<Omit<Wanted, 'project'>, StepFailure>;
	/** Whether what was before is to be again. */
	readonly isBack?: boolean;
	/** Whether it is brought about even where somebody else has changed it since. */
	readonly isForced?: boolean;
	/** The name under which the journal keeps what was seen before. */
	readonly mark: string;
};

/** Where the service holds a principal otherwise than it should; the first is what to set right next. */
export type Look = {readonly wrong: readonly Wrong[]; readonly isConflict: boolean};

/** Compares how a principal stands now with how it should; fails where nothing should be sent at all. */
export const compareStandings = (
	{before, now}: {readonly before: Standings; readonly now: Standings},
	{project, wanted, isBack = false, isForced = false}: Aim,
	sent: ReadonlySet<Sent>,
): Result<Look, StepFailure> => {
	const was = standingIn(before, project.id) ?? outside;
	const forward = wanted(was);
	if (!forward.ok) return forward;
	const there = {...forward.value, project};
	const is = standingIn(now, project.id) ?? outside;
	const isOurDoing = ownDoings(before, there, sent);
	const found = findWrong({before, now}, isBack ? {project, standing: was} : there, isOurDoing);
	const {policy} = there.standing;
	// What the service would make of it can only be seen once it was sent: same rights may be written otherwise.
	const isUnsent = !isBack && there.isLiteral && policy && is.isMember && !sent.has('set');
	const wrong: readonly Wrong[] =
		found.length === 0 && isUnsent ? [{project, access: {kind: 'set', policy}, isStray: false}] : found;
	// Rights that somebody gave since are not taken back with the membership.
	const isThere = isBack ? isSameStanding(is, there.standing) : isAsWanted(is, there);
	const isForeign = !isSameStanding(is, was) && !isThere && !isOurDoing(was, is);
	return ok({wrong, isConflict: isForeign && !isForced && wrong[0]?.isStray === false});
};
