import {shownName} from '../../operations/access/standing.ts';
import type {QuarantineOutcome} from '../../operations/quarantine/finish-quarantine.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';
import {keyPlace} from './key-place.ts';
import {tokenText, withRecord} from './token-text.ts';

type Done = Extract<QuarantineOutcome, {readonly kind: 'quarantined'}>;

const oldKeyWords = {
	refused: 'is refused: it was tried',
	'not-tried': 'that it is refused was not tried: it is not here, or is locked',
} as const;

/** Answers with how a quarantine ended: what became of the token, what was proven, and what may still live. */
export const quarantinedAnswer = ({token, newKey, oldKey, notes, intent}: Done): Answer => {
	const {id, tokenId, name, rights, swap} = intent;
	const projects = rights.map(({project}) => project);
	const quarantine = {
		operationId: id,
		status: token ? 'swapped' : 'deleted',
		leakedKey: oldKey,
		...(swap && {
			newKey,
			keyId: swap.newKey.kid,
			thumbprint: swap.thumbprint,
			...keyPlace(swap),
		}),
		[token ? 'rightsGivenBack' : 'rightsWithdrawn']: projects,
		notes,
	};
	const sentences = () => notes.map(note => `${sanitise(note, {graphemes: 400})}\n`).join('');
	if (!token) {
		return {
			kind: 'value',
			value: {id: tokenId, quarantine},
			text: () =>
				`${sanitise(name)} (${tokenId}) is deleted. The leaked key: ${oldKeyWords[oldKey]}.\n${sentences()}`,
		};
	}
	return {
		kind: 'value',
		value: withRecord(token, {quarantine}),
		text: () =>
			tokenText(token, [
				['Leaked key', oldKeyWords[oldKey]],
				['New private key', swap?.keyFile ?? 'yours, not kept here'],
				[
					'Rights',
					projects.length === 0 ? 'it had none' : `given back in ${projects.map(shownName).join(', ')}`,
				],
				['Next', `give the new key to the application: pat-tui token export -i ${tokenId}`],
			]) + sentences(),
	};
};
