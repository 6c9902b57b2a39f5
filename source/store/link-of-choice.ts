import type {KeyLink} from '../keys/key-record.ts';
import type {KeyChoice} from './key-choice.ts';

/** Where the private key of a key that was brought may be signed with from here: in a cloud, or in a file of the person's where they want that. */
export const linkOfChoice = ({
	brought,
	linksKey,
}: Pick<KeyChoice, 'brought' | 'linksKey'>): KeyLink | undefined => {
	if (brought?.link) return brought.link;
	const path = linksKey ? brought?.privateFile : undefined;
	return path === undefined ? undefined : {custody: 'external', path};
};
