/** Gives the value of a JSON text; undefined where it is no JSON. */
export const jsonValue = (text: string): unknown => {
	if (!/^\s*[[{]/u.test(text)) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		// Text that only looks like JSON is told so by what reads it next.
		return undefined;
	}
};
