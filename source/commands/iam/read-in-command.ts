import type {ProjectRequest} from '../../operations/access/in-project.ts';
import {readInProject} from '../../operations/access/read-in-project.ts';
import type {ProjectName} from '../../operations/access/standing.ts';
import {fail, ok, type Result} from '../../result.ts';
import type {Context} from '../command.ts';
import type {CommandError} from '../command-error.ts';
import {openSession} from '../open-session.ts';
import {stoppedError} from '../stopped-error.ts';
import {meantProject} from './meant-project.ts';

/** Reads in the project that a command means. */
export const readInCommand = async <T>(
	context: Context,
	request: ProjectRequest<T>,
): Promise<Result<{readonly value: T; readonly project: ProjectName}, CommandError>> => {
	const {voice, signal} = context;
	const session = await openSession(context);
	if (!session.ok) return session;
	const {deps} = session.value;
	const project = await meantProject(deps, context);
	if (!project.ok) return project;
	const read = await readInProject(deps, project.value, request, {signal, report: voice.note});
	if (read.kind === 'stopped') return fail(stoppedError(read.failure, read.operationId));
	if (read.note !== undefined) voice.note(`Attention: ${read.note}.`);
	return ok({value: read.value, project: project.value});
};
