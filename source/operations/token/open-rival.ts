import type {Intent} from '../intent.ts';
import type {StepFailure} from '../step.ts';
import type {WorkflowDeps} from '../workflow-deps.ts';

const changing: readonly Intent['kind'][] = ['update-token', 'rotate-key', 'quarantine-token'];

const called: Readonly<Partial<Record<Intent['kind'], string>>> = {
	'rotate-key': 'A rotation of its key',
	'quarantine-token': 'A quarantine of this token',
};

/** Finds another operation of this machine that changes the same token and is not over, and says what to do about it. */
export const openRival = async (
	{operations}: Pick<WorkflowDeps, 'operations'>,
	{id, tokenId}: {readonly id: string; readonly tokenId: string},
): Promise<StepFailure | undefined> => {
	const rival = (await operations.list()).find(
		({intent, status}) =>
			intent.id !== id &&
			changing.includes(intent.kind) &&
			'tokenId' in intent &&
			intent.tokenId === tokenId &&
			(status === 'running' || status === 'interrupted'),
	);
	if (!rival) return undefined;
	const what = called[rival.intent.kind] ?? 'Another change of this token';
	const isRunning = rival.status === 'running';
	return {
		kind: 'conflict',
		message: `${what} is ${isRunning ? 'being made right now' : 'not finished'}.`,
		remedy: isRunning
			? 'Wait for it to end, look at the token, and decide again.'
			: `Finish or take back the operation ${rival.id} first.`,
	};
};
