let segmenter: Intl.Segmenter | undefined;

/** Gives the grapheme clusters of a text one by one (UAX 29, as the running Node knows it). */
export function* graphemes(text: string): Generator<string> {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const {segment} of segmenter.segment(text)) {
		yield segment;
	}
}

/** Finds where the grapheme before an offset begins; an offset inside a grapheme gives that grapheme's own start. */
export const previousBoundary = (text: string, offset: number): number => {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return offset <= 0 ? 0 : (segmenter.segment(text).containing(offset - 1)?.index ?? 0);
};

/** Finds where the grapheme at an offset ends. */
export const nextBoundary = (text: string, offset: number): number => {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	const found = segmenter.segment(text).containing(offset);
	return found ? found.index + found.segment.length : text.length;
};
