/** Where in a text something is, both counted from 1. */
export type TextPlace = {readonly line: number; readonly column: number};

const blank = /[\t\n\r ]*/y;
// A string, a number or a word (RFC 8259).
const scalar =
	/"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y;

/** What may come next: a value, the end of a list or object too, or what follows a value. */
type Wanted = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'comma-or-end';

/** Finds the first character at which a text is not JSON any more (RFC 8259); undefined where it is JSON. */
export const jsonMistake = (text: string): TextPlace | undefined => {
	let at = 0;
	let wanted: Wanted = 'value';
	const open: ('[' | '{')[] = [];
	const skip = () => {
		blank.lastIndex = at;
		blank.exec(text);
		at = blank.lastIndex;
	};
	const take = (character: string) => {
		if (text[at] !== character) return false;
		at += 1;
		return true;
	};
	const takeScalar = () => {
		scalar.lastIndex = at;
		if (!scalar.test(text)) return false;
		at = scalar.lastIndex;
		return true;
	};
	const takeEnd = () => {
		if (open.length === 0 || !take(open.at(-1) === '[' ? ']' : '}')) return false;
		open.pop();
		wanted = 'comma-or-end';
		return true;
	};
	const takeValue = () => {
		if (take('[')) {
			open.push('[');
			wanted = 'value-or-end';
			return true;
		}
		if (take('{')) {
			open.push('{');
			wanted = 'name-or-end';
			return true;
		}
		if (!takeScalar()) return false;
		wanted = 'comma-or-end';
		return true;
	};
	const takeName = () => {
		if (text[at] !== '"' || !takeScalar()) return false;
		skip();
		wanted = 'value';
		return take(':');
	};
	const takeNext = () => {
		switch (wanted) {
			case 'value':
				return takeValue();
			case 'value-or-end':
				return takeEnd() || takeValue();
			case 'name':
				return takeName();
			case 'name-or-end':
				return takeEnd() || takeName();
			case 'comma-or-end':
				if (takeEnd()) return true;
				if (open.length === 0 || !take(',')) return false;
				wanted = open.at(-1) === '[' ? 'value' : 'name';
				return true;
		}
	};
	const isWhole = () => at === text.length && open.length === 0 && wanted === 'comma-or-end';
	skip();
	while (takeNext()) skip();
	if (isWhole()) return undefined;
	const before = text.slice(0, at).split('\n');
	return {line: before.length, column: [...(before.at(-1) ?? '')].length + 1};
};
