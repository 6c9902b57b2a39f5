const named =
	'enter|escape|space|tab|backspace|delete|insert|home|end|pageup|pagedown|up|down|left|right|f(?:1[0-2]|[1-9])';
const spelling = new RegExp(`^(?:(?:ctrl|alt|shift)\\+)*(?:${named}|[!-~])$`, 'u');

/** What terminals send as another key's byte (ECMA-48): Tab, line feed, Enter, Backspace, Esc. */
const same: ReadonlySet<string> = new Set(['ctrl+i', 'ctrl+j', 'ctrl+m', 'ctrl+h', 'ctrl+[']);

/** Tells whether a text spells a key as bindings do (`x`, `ctrl+r`, `shift+tab`, `f5`), and one that terminals tell from others. */
export const isKeyName = (text: string): boolean => spelling.test(text) && !same.has(text);
