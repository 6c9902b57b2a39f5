/** Emphasis on a terminal (SGR, ECMA-48); the same texts without it where colours are off. */
export type Paint = {
	readonly bold: (text: string) => string;
	readonly green: (text: string) => string;
	readonly red: (text: string) => string;
};

const wrap = (isOn: boolean, open: number, close: number) => (text: string) =>
	isOn ? `\u001B[${open}m${text}\u001B[${close}m` : text;

/** Makes the emphasis of one stream. */
export const makePaint = (isOn: boolean): Paint => ({
	bold: wrap(isOn, 1, 22),
	green: wrap(isOn, 32, 39),
	red: wrap(isOn, 31, 39),
});
