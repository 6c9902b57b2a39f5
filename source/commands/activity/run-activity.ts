import {findPaths} from '../../config/paths.ts';
import {type ActivityEntry, readActivityLog} from '../../operations/activity.ts';
import {outcomeText, requestText} from '../../operations/activity-words.ts';
import {tryName} from '../../operations/token/tries.ts';
import {makeWorkbench} from '../../operations/workbench.ts';
import {fail, ok} from '../../result.ts';
import {chooseEnvironment} from '../choose-environment.ts';
import type {Run} from '../command.ts';
import {failedError} from '../command-error.ts';
import {type Column, tableText} from '../table-text.ts';

const columns: readonly Column<ActivityEntry>[] = [
	{title: 'WHEN (UTC)', value: ({at}) => `${at.slice(0, 10)} ${at.slice(11, 19)}`},
	{title: 'WHAT', value: ({name}) => name},
	{title: 'ON', value: ({subject}) => subject ?? '', least: 12},
	{title: 'OUTCOME', value: outcomeText},
	{title: 'TRACE ID', value: ({traceId}) => traceId ?? '', least: 8, priority: 1},
	{title: 'REQUEST', value: requestText, least: 20, priority: 2},
];

const entryValue = ({environment: _folder, ...entry}: ActivityEntry) => entry;

/** Shows what the kept session's user brought about in the chosen environment from this computer; sends nothing. */
export const runActivity: Run = async context => {
	const {host, voice} = context;
	const environment = chooseEnvironment(context);
	if (!environment.ok) return environment;
	const paths = findPaths(host.variables, host.workingDirectory);
	const {service} = makeWorkbench(environment.value, paths, host.effects, host.version);
	const session = await service.restore();
	if (!session) {
		const message = `Nobody is signed in to ${environment.value.name}, and activity is shown to its own user only.`;
		return fail(failedError({kind: 'signed-out', message}, 'Sign in with `pat-tui start`.'));
	}
	const scope = {environment: environment.value, user: session.user.sub};
	const {entries: known, unread} = await readActivityLog(paths.activity, scope);
	// A try changes nothing: it is remembered for the screens.
	const entries = known.filter(({name}) => name !== tryName);
	if (unread) voice.note(`A part of the log could not be read: ${unread.message}`);
	else if (entries.length === 0) voice.note('Nothing was changed from this computer yet.');
	return ok({
		kind: 'value',
		value: entries.map(entryValue),
		text: view => tableText(entries, columns, view),
	});
};
