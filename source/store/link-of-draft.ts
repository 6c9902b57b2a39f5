import type {KeyLink} from '../keys/key-record.ts';
import type {CreateDraft} from './draft-slice.ts';

/** Where the private key of a draft's key may be signed with from here: in a cloud, or in a file of the person's where they want that. */
export const linkOfDraft = ({
	brought,
	linksKey,
}: Pick<CreateDraft, 'brought' | 'linksKey'>): KeyLink | undefined => {
	if (brought?.link) return brought.link;
	const path = linksKey ? brought?.privateFile : undefined;
	return path === undefined ? undefined : {custody: 'external', path};
};
