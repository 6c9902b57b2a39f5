import {selectKeysOf} from '../../store/keys-slice.ts';
import {type Fact, section, sentence} from './fact.ts';
import {keyRowFacts} from './key-row-facts.ts';
import type {KnownFacts} from './known-facts.ts';

/** Says where a token's private key is on this computer, and in what state. */
export const keyFacts = ({
	token,
	keys,
	now,
	signs,
}: Pick<KnownFacts, 'token' | 'keys' | 'now' | 'signs'>): readonly Fact[] => {
	const title = 'Private key on this computer';
	if (keys === undefined) return section(title, [sentence('The key store has not been read yet.', 'quiet')]);
	if (token.keys.length === 0) {
		return section(title, [
			sentence('Which key it has is not in its record, so whether that is here is not known.'),
		]);
	}
	const rows = selectKeysOf(token)({keys});
	if (rows.length === 0) {
		return section(title, [
			sentence(
				'It is not here. `pat-tui key import FILE` adds it; until then the token can not be tried here.',
			),
		]);
	}
	return rows.flatMap((row, at) =>
		section(
			rows.length === 1 ? title : `${title}, ${at + 1} of ${rows.length}`,
			keyRowFacts(row, {now, signs}),
		),
	);
};
