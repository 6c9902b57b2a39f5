import assert from 'node:assert/strict';
import type {Answer} from '../../../source/operations/rotation/check-key.ts';
import type {Intercept} from '../../fixtures/a-served-sandbox.ts';
import type {Workshop} from '../a-workshop.ts';
import type {ARotation} from './a-rotation.ts';

/** A client: which key it has, and the key id that it sends. */
export type Client = {readonly key: 'old' | 'new'; readonly keyId: string | undefined};

/** What each client was answered at one moment of a rotation. */
type Look = {readonly at: string; readonly answers: ReadonlyMap<string, Answer>};

const nameOf = ({key, keyId}: Client) => `${key} as ${keyId ?? 'nothing'}`;

/**
 * Clients with either key, in every way that there is: all of them call before and after everything that changes the
 * token, so that none of its states goes by without a call of each.
 */
export const aCrowd = (
	{interceptWith, passOn}: Pick<Workshop, 'interceptWith' | 'passOn'>,
	rotation: ARotation,
) => {
	const looks: Look[] = [];
	let isLooking = false;
	let newKeyId: string | undefined;

	const clients = (): readonly Client[] => [
		...[...new Set([rotation.oldKeyId, rotation.tokenId]), undefined].map(
			keyId => ({key: 'old', keyId}) as const,
		),
		...[...(newKeyId === undefined ? [] : [newKeyId]), rotation.oldKeyId, rotation.tokenId, undefined].map(
			keyId => ({key: 'new', keyId}) as const,
		),
	];

	const look = async (at: string) => {
		isLooking = true;
		const answers = new Map<string, Answer>();
		for (const client of clients())
			answers.set(nameOf(client), await rotation.offer(client.key, client.keyId));
		looks.push({at, answers});
		isLooking = false;
	};

	/** Lets the crowd's own requests through, and has it call around each change. */
	const watch = (beyond: Intercept = async (request, next) => next(request)) =>
		interceptWith(async (request, next) => {
			if (isLooking) return next(request);
			if (request.method !== 'PATCH') return beyond(request, next);
			const {keys} = (await request.clone().json()).authenticationMethod.publicKeyInfo.jwks;
			const known = new Set([rotation.oldKeyId, rotation.tokenId]);
			newKeyId ??= keys.map(({kid}: {readonly kid: string}) => kid).find((kid: string) => !known.has(kid));
			await look('before a change');
			return beyond(request, async passed => {
				const response = await next(passed);
				await look('after a change');
				return response;
			});
		});

	return {
		watch,
		passOn,
		look,
		/** How many looks there were so far. */
		count: () => looks.length,
		/** Asserts that a client had one answer at every look from number `from` to before number `to`. */
		assertAlways(
			client: Client,
			expected: Answer,
			{
				from = 0,
				to = looks.length,
				where,
			}: {
				readonly from?: number;
				readonly to?: number;
				readonly where: string;
			},
		) {
			const others = looks.slice(from, to).flatMap(({at, answers}, index) => {
				const answer = answers.get(nameOf(client));
				return answer === undefined || answer === expected ? [] : [`${at} (look ${from + index})`];
			});
			assert.deepEqual(others, [], `${nameOf(client)} is not ${expected}, ${where}`);
		},
	};
};
