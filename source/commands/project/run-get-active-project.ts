import {fail, ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {requestError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {projectAnswer} from './project-answer.ts';

const none =
	'No project is active: `pat-tui project select-project` chooses one, `create-project` makes one.';

/** Shows the session's active project. */
export const runGetActiveProject: Run = async context => {
	const session = await openSession(context);
	if (!session.ok) return session;
	const active = await session.value.deps.service.portal.activeProject({signal: context.signal});
	if (active.ok) return ok(projectAnswer(active.value.value));
	return fail(requestError(active.error, active.error.kind === 'not-found' ? none : undefined));
};
