import type {Environment} from '../../config/environments.ts';
import {type Algorithm, algorithms} from '../../keys/algorithms.ts';
import {registeredJwk} from '../../keys/public-jwk.ts';
import {statementPolicy} from '../../policies/statement-policy.ts';
import type {PlannedRequest} from '../planned-request.ts';
import type {GrantWish} from './grant-wish.ts';
import type {KeyWish} from './key-wish.ts';

const tokenId = '<token id>';
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

const newJwk = (algorithm: Algorithm, kid: string) => {
	const {key} = algorithms[algorithm];
	const members =
		key.type === 'rsa'
			? {kty: 'RSA', n: '<public key>', e: 'AQAB'}
			: {kty: 'EC', crv: key.namedCurve, x: '<public key>', y: '<public key>'};
	return {kid, alg: algorithm, use: 'sig', ...members};
};

const methodWith = (wish: KeyWish, kid: string) => {
	const {algorithm} = wish.kind === 'new' ? wish : wish.publicKey;
	const jwk =
		wish.kind === 'new' ? newJwk(algorithm, kid) : registeredJwk(wish.publicKey.publicJwk, algorithm, kid);
	return {type: 'PRIVATE_KEY', signingAlgorithm: algorithm, publicKeyInfo: {jwks: {keys: [jwk]}}};
};

const grantRequests = (
	{portalUrl, apiUrl}: Environment,
	project: string,
	wish: GrantWish,
): readonly PlannedRequest[] => {
	const projectId = uuid.test(project) ? project : `<id of ${project}>`;
	const rights = wish.rightsIn(projectId);
	const scoped = {
		method: 'POST',
		url: `${portalUrl}/iam/v1/sts/create-project-scoped-token`,
		body: {projectId},
	};
	const added = {
		method: 'POST',
		url: `${apiUrl}/iam/v1/projects/principals`,
		body: {principalId: tokenId, principalType: 'token'},
	};
	if (rights.actions.length === 0) return [scoped, added];
	const url = `${apiUrl}/iam/v1/policies/principals/${tokenId}?principalType=token`;
	return [
		scoped,
		added,
		scoped,
		{method: 'PUT', url, body: statementPolicy({...rights, projectId, tokenId})},
	];
};

/** Says which requests a create would send; neither a key is made nor a project looked up for it. */
export const plannedCreate = (
	environment: Environment,
	{
		name,
		key,
		keyId,
		wish,
	}: {
		readonly name: string;
		readonly key: KeyWish;
		readonly keyId: string | undefined;
		readonly wish: GrantWish | undefined;
	},
): readonly PlannedRequest[] => {
	const tokens = `${environment.portalUrl}/iam/v1/tokens`;
	const one = `${tokens}/${tokenId}`;
	const isActive = wish?.projects.length === 0;
	const projects = isActive ? ['the active project'] : (wish?.projects ?? []);
	const lookUp = {method: 'GET', url: `${environment.portalUrl}/api/${isActive ? 'project' : 'projects'}`};
	return [
		...(wish ? [lookUp] : []),
		{
			method: 'POST',
			url: tokens,
			body: {name, authenticationMethod: methodWith(key, '<random key id>')},
		},
		{method: 'PATCH', url: one, body: {name, authenticationMethod: methodWith(key, keyId ?? tokenId)}},
		...projects.flatMap(project => (wish ? grantRequests(environment, project, wish) : [])),
		{method: 'GET', url: one},
		{method: 'GET', url: `${one}/projects?limit=100`},
	];
};
