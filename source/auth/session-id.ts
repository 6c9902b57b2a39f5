/** Tells whether a text can be a session id: it travels in a cookie, so what a cookie can't carry (RFC 6265, section 4.1.1) is none. */
export const isSessionId = (text: string): boolean =>
	/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{1,4096}$/.test(text);
