import {plainText} from './plain-text.mjs';

// Lines, and the sequences that colour them: a control character joins with nothing, but for the two of CR LF.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const isPlain = text => plainText.test(text.replace(/[\n\u0007\u001B]/g, ''));

// Taken apart, for the bundler puts the class below in the place of every mention; and pure, so that a file which has no
// use for it does not load it.
const Segmenter = /* @__PURE__ */ (() => {
	const {Segmenter: real} = Intl;
	return real;
})();

/** `Intl.Segmenter`, whose data takes 5 to 20 ms to load, made when the first text comes that needs it. */
export class LazySegmenter {
	#arguments;
	#isGrapheme;
	#segmenter;

	constructor(locales, options) {
		this.#arguments = [locales, options];
		this.#isGrapheme = (options?.granularity ?? 'grapheme') === 'grapheme';
	}

	segment(text) {
		if (this.#isGrapheme && typeof text === 'string' && isPlain(text)) {
			return new PlainSegments(text);
		}

		this.#segmenter ??= new Segmenter(...this.#arguments);
		return this.#segmenter.segment(text);
	}
}

class PlainSegments {
	#text;

	constructor(text) {
		this.#text = text;
	}

	containing(index = 0) {
		const at = Math.trunc(index);
		return at >= 0 && at < this.#text.length ? this.#at(at) : undefined;
	}

	*[Symbol.iterator]() {
		for (let index = 0; index < this.#text.length; index += 1) {
			yield this.#at(index);
		}
	}

	#at(index) {
		return {segment: this.#text.charAt(index), index, input: this.#text};
	}
}
