/** Tells at a glance whether a text is a key, public or private, rather than a name, a path or a passphrase. */
export const looksLikeKey = (text: string): boolean =>
	/-----BEGIN [A-Z\d ]+-----|---- BEGIN SSH2 PUBLIC KEY ----|^PuTTY-User-Key-File-|"kty"\s*:|^\s*(?:ssh|ecdsa|sk)-[\w.@-]+\s+AAAA/u.test(
		text,
	);
