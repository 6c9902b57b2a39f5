const words: Readonly<Record<string, string>> = {
	enter: 'Enter',
	escape: 'Esc',
	space: 'Space',
	tab: 'Tab',
	backspace: 'Backspace',
	delete: 'Del',
	insert: 'Ins',
	home: 'Home',
	end: 'End',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	ctrl: 'Ctrl',
	alt: 'Alt',
	shift: 'Shift',
};

const arrows: Readonly<Record<string, string>> = {up: '↑', down: '↓', left: '←', right: '→'};

const spellPart = (part: string, isModified: boolean, ascii: boolean) => {
	const arrow = arrows[part];
	if (arrow !== undefined) {
		return ascii ? part[0]?.toUpperCase() + part.slice(1) : arrow;
	}
	const word = words[part];
	if (word !== undefined) {
		return word;
	}
	return /^f\d+$/.test(part) || (isModified && part.length === 1) ? part.toUpperCase() : part;
};

/** Spells a key the way people read it: `Ctrl+U`, `Shift+Tab`, `↑` (`Up` in ASCII), `a`. */
export const spellKey = (key: string, {ascii = false}: {readonly ascii?: boolean} = {}): string => {
	// A plus sign at the end is a key of its own, not a separator.
	const parts = key.split(/\+(?=.)/);
	return parts.map(part => spellPart(part, parts.length > 1, ascii)).join('+');
};

/** Spells all keys of a binding: `↑ k`, `Enter l`. */
export const spellKeys = (keys: readonly string[], options?: {readonly ascii?: boolean}): string =>
	keys.map(key => spellKey(key, options)).join(' ');
