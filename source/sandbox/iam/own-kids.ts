import {fail, type Result} from '../../result.ts';
import {invalidParameter, type Refusal} from '../refusal.ts';
import type {Service} from '../service.ts';
import type {Token} from '../token.ts';

type Keyed = Pick<Token, 'authenticationMethod'>;

const kidsOf = ({authenticationMethod}: Keyed): readonly string[] =>
	authenticationMethod.publicKeyInfo.jwks?.keys.map(({kid}) => kid) ?? [];

/** Runs what sets a token's keys; where key ids are unique, alone, and only when no other token of the user has one of theirs (400). */
export const withOwnKids = async <T>(
	{state, variants}: Pick<Service, 'state' | 'variants'>,
	{ownerId, tokenId, sent}: {readonly ownerId: string; readonly tokenId: string; readonly sent: Keyed},
	work: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> => {
	if (variants.kid === 'free') return work();
	return state.exclusively('kids', async () => {
		const kids = kidsOf(sent);
		const isTaken = (await state.tokens.all()).some(
			([id, record]) =>
				record.ownerId === ownerId && id !== tokenId && kidsOf(record.token).some(kid => kids.includes(kid)),
		);
		if (!isTaken) return work();
		return fail(
			invalidParameter('kid', [{issue: 'a token has this kid already', field: 'kid', location: 'body'}]),
		);
	});
};
