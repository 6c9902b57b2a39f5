import {cells} from '../../text/cells.ts';
import {sanitise} from '../../text/sanitise.ts';

const longestTypable = 40;

/** Tells whether a name can be typed as it is shown: short, without blanks around it, and nothing in it that is not shown. */
export const isTypable = (name: string): boolean =>
	name !== '' &&
	name.trim() === name &&
	sanitise(name) === name.normalize('NFC') &&
	cells(sanitise(name)) <= longestTypable;
