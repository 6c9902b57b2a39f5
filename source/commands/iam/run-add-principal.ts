import type {Run} from '../command.ts';
import {checkProjectFlag} from './meant-project.ts';
import {readPrincipal} from './read-principal.ts';
import {runAccess} from './run-access.ts';

/** Adds a principal to a project. */
export const runAddPrincipal: Run = async context => {
	const checked = checkProjectFlag(context);
	if (!checked.ok) return checked;
	const principal = await readPrincipal(context);
	if (!principal.ok) return principal;
	return runAccess(context, {principal: principal.value, change: {kind: 'add-principal'}});
};
