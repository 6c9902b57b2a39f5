import type {Environment} from '../../config/environments.ts';
import type {PlannedRequest} from '../planned-request.ts';
import {plannedRotation} from './planned-rotation.ts';

/** Says which requests a quarantine would send; the token is not read for it, so what it has stands in angle brackets. */
export const plannedQuarantine = (
	environment: Environment,
	tokenId: string,
	way: 'swap' | 'delete',
): readonly PlannedRequest[] => {
	const {portalUrl, apiUrl, tokenEndpoint} = environment;
	const one = `${portalUrl}/iam/v1/tokens/${tokenId}`;
	const look = {method: 'GET', url: `${one}/projects?limit=100`};
	const scoped = {
		method: 'POST',
		url: `${portalUrl}/iam/v1/sts/create-project-scoped-token`,
		body: {projectId: '<id of each of its projects>'},
	};
	const who = `principals/${tokenId}?principalType=token`;
	const withdrawing = [look, scoped, {method: 'DELETE', url: `${apiUrl}/iam/v1/projects/${who}`}, look];
	const offer = (body: string) => ({method: 'POST', url: tokenEndpoint, body});
	const asking = offer('<a client assertion, signed with the leaked key where it is here>');
	if (way === 'delete') {
		return [{method: 'GET', url: one}, ...withdrawing, asking, {method: 'DELETE', url: one}, asking];
	}
	const principal = {principalId: tokenId, principalType: 'token'};
	return [
		{method: 'GET', url: one},
		...withdrawing,
		asking,
		...plannedRotation(environment, tokenId, {does: 'begin', mode: 'swap'}),
		look,
		scoped,
		{method: 'POST', url: `${apiUrl}/iam/v1/projects/principals`, body: principal},
		{method: 'PUT', url: `${apiUrl}/iam/v1/policies/${who}`, body: '<the policy that it had there>'},
		look,
	];
};
