import type {RotateOutcome} from '../../operations/rotation/rotate-key.ts';
import type {Answer} from '../command.ts';
import {keyPlace} from './key-place.ts';
import {tokenText, withRecord} from './token-text.ts';

type Done = Exclude<RotateOutcome, {readonly kind: 'stopped'}>;

/** Answers with how a rotation stands: the record, both keys, what was proven, and what to do next. */
export const rotatedAnswer = (outcome: Done): Answer => {
	const {kind, token, intent} = outcome;
	const {id, tokenId, newKey, thumbprint, keyFile} = intent;
	const isOpen = kind === 'overlapping';
	const proven = isOpen
		? {newKey: outcome.newKey, oldKey: outcome.oldKey, withoutKeyId: outcome.withoutKeyId}
		: {newKey: outcome.newKey, oldKey: outcome.oldKey};
	const rotation = {
		operationId: id,
		status: kind,
		keyId: newKey.kid,
		thumbprint,
		...keyPlace(intent),
		...proven,
	};
	const call = `pat-tui token rotate-key -i ${tokenId}`;
	const next = isOpen
		? ([
				['Next', `give the new key to the application: pat-tui token export -i ${tokenId}`],
				['Then', `${call} --finish`],
				['Or back', `${call} --rollback`],
			] as const)
		: ([['Next', `give the new key to the application: pat-tui token export -i ${tokenId}`]] as const);
	return {
		kind: 'value',
		value: withRecord(token, {rotation}),
		text: () =>
			tokenText(token, [
				['Rotation', isOpen ? 'both keys work' : 'the new key stands alone'],
				['New key id', newKey.kid],
				['New private key', keyFile ?? 'yours, not kept here'],
				...(isOpen
					? []
					: [
							[
								'Old key',
								outcome.oldKey === 'refused'
									? 'is refused: it was tried'
									: 'not registered any more; that it is refused was not proven, for it is not here or is locked',
							] as const,
						]),
				...(isOpen || keyFile !== undefined ? next : []),
			]),
	};
};
