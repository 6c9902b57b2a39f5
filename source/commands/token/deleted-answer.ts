import type {DeleteIntent} from '../../operations/intent.ts';
import {sanitise} from '../../text/sanitise.ts';
import type {Answer} from '../command.ts';

/** Answers with a token that is gone. */
export const deletedAnswer = ({tokenId, name}: DeleteIntent): Answer => ({
	kind: 'value',
	value: {id: tokenId},
	text: () => `${sanitise(name)} (${tokenId}) is deleted.\n`,
});
