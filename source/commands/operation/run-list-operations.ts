import type {OperationRecord} from '../../operations/operations.ts';
import {ok} from '../../result.ts';
import type {Run} from '../command.ts';
import {openSession} from '../open-session.ts';
import {type Column, tableText} from '../table-text.ts';

const columns: readonly Column<OperationRecord>[] = [
	// Whole, for it is what `operation resume` takes.
	{title: 'OPERATION', value: ({id}) => id},
	{title: 'WHAT', value: ({intent}) => intent.kind},
	{title: 'STATUS', value: ({status}) => status},
	{title: 'NAME', value: ({intent}) => intent.name, least: 10, priority: 1},
	{title: 'BEGUN (UTC)', value: ({openedAt}) => openedAt.slice(0, 16).replace('T', ' '), priority: 2},
];

const recordValue = ({id, intent, status, openedAt, progress}: OperationRecord) => ({
	id,
	kind: intent.kind,
	status,
	name: intent.name,
	tokenId: 'tokenId' in intent ? intent.tokenId : progress.tokenId,
	...(progress.projectId !== undefined && {projectId: progress.projectId}),
	openedAt,
	steps: progress.steps,
});

/** Lists the operations of whoever is signed in, oldest first. */
export const runListOperations: Run = async context => {
	const session = await openSession(context, {mentionsInterrupted: false});
	if (!session.ok) return session;
	const all = await session.value.deps.operations.list();
	const isShown = ({status}: OperationRecord) => status === 'running' || status === 'interrupted';
	const shown = context.flags.has('all') ? all : all.filter(isShown);
	if (shown.length === 0) context.voice.note('No operation is open.');
	return ok({kind: 'value', value: shown.map(recordValue), text: view => tableText(shown, columns, view)});
};
