/**
 * Writes a value as JSON in which control, format and line-separating characters stand as `\u` escapes, so that a name
 * in it can't move a terminal's cursor.
 */
export const jsonText = (value: unknown, indent?: number): string => {
	const json = JSON.stringify(value, undefined, indent) ?? 'null';
	// Line feeds that indent the JSON stand outside strings: inside them JSON.stringify has escaped every C0 control.
	return json.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character =>
		character === '\n'
			? character
			: Array.from(
					{length: character.length},
					(_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
				).join(''),
	);
};
