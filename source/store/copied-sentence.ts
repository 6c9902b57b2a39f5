import type {Copied} from '../system/clipboard.ts';

const upperFirst = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * Says how something was copied, and no more than is known: a terminal never answers.
 *
 * @param what with its article, as inside a sentence
 * @param otherwise what to do when nothing can be pasted
 */
export const copiedSentence = (what: string, otherwise: string, {tool, failed, isSent}: Copied): string => {
	if (tool !== undefined) return `Copied ${what} with ${tool}.`;
	const unused = failed.join(' and ');
	if (isSent) {
		const sent = `ent ${what} to the terminal (OSC 52). No paste? ${otherwise}`;
		return unused === '' ? `S${sent}` : `${unused} failed; s${sent}`;
	}
	const why = unused === '' ? 'no clipboard tool is here' : `${unused} failed`;
	return `${upperFirst(what)} was not copied: ${why}, and it is too long for OSC 52. ${otherwise}`;
};
