import {allPages} from '../../api/pages.ts';
import type {Token} from '../../api/token.ts';
import type {Service} from '../../auth/service.ts';
import {sdkKid} from '../../exports/sdk-refusal.ts';
import type {Sdk} from '../../exports/sdks.ts';
import {fitAlgorithm} from '../../keys/fit-algorithm.ts';
import type {PublicJwk} from '../../keys/public-jwk.ts';
import {thumbprint} from '../../keys/thumbprint.ts';
import type {Policy} from '../../policies/policy.ts';
import {sanitise} from '../../text/sanitise.ts';
import {hasNoRights} from '../access/standing.ts';
import {type Check, type CheckName, fine, unseen, wrong} from './check.ts';

/** What an application claims to be, by its `.env` file. */
export type Claimed = {
	readonly tokenId: string;
	readonly keyId: string | undefined;
	readonly projectId: string | undefined;
	readonly publicJwk: PublicJwk | undefined;
	readonly sdk: Sdk | undefined;
};

/** What the service has registered, compared with what an application claims; `policy`: what it may do in its project. */
export type Registered = {
	readonly checks: readonly Check[];
	readonly algorithm?: string;
	readonly policy?: Policy | undefined;
};

const names = [
	'token',
	'algorithm',
	'registered',
	'key-id',
	'membership',
	'rights',
] as const satisfies readonly CheckName[];

/** Says of all that is compared with the service why it was not. */
export const notCompared = (why: string): readonly Check[] => names.map(name => unseen(name, why));

const byAlgorithm = ({algorithm}: Token, {publicJwk, sdk}: Claimed): Check => {
	const shown = sanitise(algorithm);
	if (sdk && algorithm !== 'RS256') {
		const what = `The token is registered for ${shown}, and the ${sdk.name} SDK signs RS256 alone.`;
		return wrong(
			'algorithm',
			what,
			'`pat-tui token rotate-key --swap -a RS256` changes both key and algorithm.',
		);
	}
	if (!publicJwk) return unseen('algorithm', `the token's is ${shown}; the key can not be opened`);
	const known = ['RS256', 'RS512', 'ES256', 'ES512'] as const;
	const wanted = known.find(each => each === algorithm);
	if (wanted && fitAlgorithm(publicJwk, wanted).ok) return fine('algorithm', shown);
	const what = `The token is registered for ${shown}, and this key can not sign that.`;
	return wrong('algorithm', what, 'Export the key that is registered: `pat-tui token export`.');
};

const byKey = ({keys, jwksUri}: Token, {publicJwk}: Claimed): Check => {
	if (!publicJwk) return unseen('registered', 'the key can not be opened');
	if (jwksUri) return unseen('registered', "the token's keys are published at an address of its own");
	const print = thumbprint(publicJwk);
	const prints = keys.flatMap(key => thumbprint(key) ?? []);
	if (print !== undefined && prints.includes(print)) return fine('registered', `thumbprint ${print}`);
	const there = prints.length === 0 ? 'no key that can be read' : prints.join(' and ');
	const what = `The key has the thumbprint ${print}, and registered for the token is ${there}.`;
	return wrong(
		'registered',
		what,
		'Export the key that is registered, or rotate to this one: `token rotate-key -f`.',
	);
};

const byKeyId = ({keys, jwksUri}: Token, claimed: Claimed): Check => {
	const {tokenId, keyId, publicJwk, sdk} = claimed;
	const kid = sdk ? sdkKid(sdk, {tokenId, keyId}) : (keyId ?? tokenId);
	if (kid === undefined) return fine('key-id', 'none is sent');
	if (jwksUri) return unseen('key-id', "the token's keys are published at an address of its own");
	const print = publicJwk && thumbprint(publicJwk);
	const ours = keys.filter(key => print === undefined || thumbprint(key) === print);
	if (ours.some(key => key.kid === kid))
		return fine('key-id', keyId === undefined ? 'the token id' : 'KEY_ID');
	const [right] = ours;
	const what =
		keyId === undefined ? 'No such key is registered under the token id.' : 'KEY_ID is not that of this key.';
	const remedy =
		right?.kid === undefined
			? 'Look at the keys of the token: `pat-tui token get-token`.'
			: right.kid === tokenId
				? 'Leave KEY_ID out.'
				: `Set KEY_ID=${sanitise(right.kid)}.`;
	return wrong('key-id', what, remedy);
};

const inProject = async (
	{iam}: Pick<Service, 'iam'>,
	{tokenId, projectId}: Claimed,
	signal: AbortSignal | undefined,
): Promise<Pick<Registered, 'checks' | 'policy'>> => {
	if (projectId === undefined) {
		return {checks: [unseen('membership', 'no project is named'), unseen('rights', 'no project is named')]};
	}
	const listed = await allPages(iam.listProjectsOfToken(tokenId, {signal}));
	if (!listed.ok) {
		return {checks: (['membership', 'rights'] as const).map(name => unseen(name, listed.error.message))};
	}
	const found = listed.value.find(({id}) => id === projectId);
	if (!found) {
		const where = listed.value.map(({name, id}) => sanitise(name || id, {graphemes: 40})).join(', ');
		const remedy = where === '' ? 'It is in no project.' : `It is in: ${where}.`;
		const add = ' `pat-tui iam add-principal` adds it to another one.';
		return {
			checks: [
				wrong('membership', 'The token is not in the project.', `${remedy}${add}`),
				unseen('rights', 'it is not in the project'),
			],
		};
	}
	const {policy} = found;
	const name = sanitise(found.name || found.id, {graphemes: 60});
	const rights = hasNoRights({isMember: true, ...(policy && {policy})})
		? wrong(
				'rights',
				'The token is in the project, but may do nothing there.',
				'Give it rights: `pat-tui iam update-policies`, or p on the screen.',
			)
		: fine('rights', 'it may do something there');
	return {checks: [fine('membership', `in ${name}`), rights], policy};
};

/** Compares what a `.env` file claims with what the service has registered. */
export const checkRegistered = async (
	service: Pick<Service, 'iam'>,
	claimed: Claimed,
	signal: AbortSignal | undefined,
): Promise<Registered> => {
	const read = await service.iam.getToken(claimed.tokenId, {signal});
	if (!read.ok) {
		const {kind, message} = read.error;
		if (kind !== 'not-found') return {checks: notCompared(message)};
		const what = 'There is no such token, or not any more, for who is signed in.';
		const remedy = 'Look at the tokens there are: `pat-tui token list-tokens`.';
		const [, ...rest] = notCompared('there is no such token');
		return {checks: [wrong('token', what, remedy), ...rest]};
	}
	const token = read.value.value;
	const project = await inProject(service, claimed, signal);
	return {
		checks: [
			fine('token', sanitise(token.name)),
			byAlgorithm(token, claimed),
			byKey(token, claimed),
			byKeyId(token, claimed),
			...project.checks,
		],
		algorithm: token.algorithm,
		policy: project.policy,
	};
};
