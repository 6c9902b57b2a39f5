import {inspect} from 'node:util';

let textOf: (secret: Secret) => string;

class Secret {
	readonly #text: string;

	static {
		textOf = secret => secret.#text;
	}

	constructor(text: string) {
		this.#text = text;
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
export const reveal = (secret: Secret): string => textOf(secret);
