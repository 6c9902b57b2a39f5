import {inspect} from 'node:util';

const place = Symbol.for('pat-tui.secrets');

// The program's scripts and chunks have a copy of this file each, and hand secrets to one another.
const texts: WeakMap<object, string> = Reflect.get(globalThis, place) ?? new WeakMap();
Reflect.set(globalThis, place, texts);

class Secret {
	// Nothing else passes for one: this is for the compiler alone.
	declare private readonly brand: 'secret';

	constructor(text: string) {
		texts.set(this, text);
	}

	toString(): string {
		return '[secret]';
	}

	toJSON(): string {
		return '[secret]';
	}

	[inspect.custom](): string {
		return '[secret]';
	}
}

/** Holds a text that no log, template, JSON or inspection shows; only `reveal` gives it back. */
export type {Secret};

/** Wraps a text (a passphrase, a private key, a signed assertion) so that it can't be shown by accident. */
export const makeSecret = (text: string): Secret => new Secret(text);

/** Gives the text of a secret back, exactly as it was wrapped. */
export const reveal = (secret: Secret): string => {
	const text = texts.get(secret);
	if (text === undefined) throw new TypeError('Not a secret');
	return text;
};
