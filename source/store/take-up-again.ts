import type {AppState} from './app-store.ts';
import type {RunView} from './run-view.ts';

const isOver = (part: unknown): boolean => {
	if (typeof part !== 'object' || part === null || !('failure' in part)) return false;
	const {failure} = part;
	return (
		typeof failure === 'object' && failure !== null && 'kind' in failure && failure.kind === 'session-ended'
	);
};

/** Whether anything that the screens show failed because the session is over. */
export const selectIsSessionOver = (state: AppState): boolean => Object.values(state).some(isOver);

const goOnWith = async ({kind, operationId}: RunView, state: AppState): Promise<void> => {
	if (operationId !== undefined) {
		await (kind === 'undo' ? state.undoOperation(operationId) : state.resumeOperation(operationId));
	} else if (kind === 'create') {
		await state.startCreate();
	} else if (kind === 'create-project') {
		await state.submitProject();
	} else if (kind === 'rotate') {
		await state.submitRotation();
	} else {
		state.restart({name: 'tokens'});
		await state.loadAll();
	}
};

const goOnWithPermissions = async (
	{page, tokenId}: NonNullable<AppState['permissions']>,
	{beginPermissions, retryPermissions}: AppState,
): Promise<void> => (page === 'apply' ? retryPermissions() : beginPermissions(tokenId));

/**
 * Goes on with what the end of a session interrupted, once somebody is signed in again: an operation on the screen is
 * taken up, a try is tried again, what could not be read is read. Nothing that was typed is touched.
 */
export const takeUpAgain = async (
	get: () => AppState,
	set: (change: Partial<AppState>) => void,
): Promise<void> => {
	const {routes, detail, run, attempt, rotation, permissions, renameForm} = get();
	const route = routes.at(-1);
	if (route?.name === 'run' && run && isOver(run)) {
		await goOnWith(run, get());
		return;
	}
	// The words of the session that is over must not come back with an older screen.
	if (isOver(run)) set({run: undefined});
	if (route?.name !== 'try' && isOver(attempt)) set({attempt: undefined});
	if (route?.name !== 'permissions' && isOver(permissions)) set({permissions: undefined});
	if (isOver(renameForm)) set({renameForm: undefined});
	await Promise.all([
		get().loadAll(),
		detail && isOver(detail) ? get().loadDetail(detail.tokenId) : undefined,
		route?.name === 'try' ? get().startTry(route.tokenId) : undefined,
		route?.name === 'permissions' && permissions && isOver(permissions)
			? goOnWithPermissions(permissions, get())
			: undefined,
		route?.name === 'rotate' && isOver(rotation) ? get().beginRotation(route.tokenId) : undefined,
	]);
};
