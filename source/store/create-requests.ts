import type {CreateDraft} from './draft-slice.ts';

/** A request that making the token of a draft will send: why, its method and its path. */
export type CreateRequest = {readonly why: string; readonly method: string; readonly path: string};

const one = '/iam/v1/tokens/<token id>';
const enter = {why: 'enter the project', method: 'POST', path: '/iam/v1/sts/create-project-scoped-token'};

/** Lists what making the token of a draft will send, in its order; what is not known before stands in angle brackets. */
export const createRequests = ({
	permissions,
	project,
}: Pick<CreateDraft, 'permissions' | 'project'>): readonly CreateRequest[] => [
	{why: 'register it', method: 'POST', path: '/iam/v1/tokens'},
	{why: 'set its key id', method: 'PATCH', path: one},
	...(project && permissions !== 'none'
		? [
				enter,
				{why: 'add it', method: 'POST', path: '/iam/v1/projects/principals'},
				enter,
				{why: 'give rights', method: 'PUT', path: '/iam/v1/policies/principals/<token id>'},
			]
		: []),
	{why: 'read it back', method: 'GET', path: one},
	{why: 'its projects', method: 'GET', path: `${one}/projects`},
];
