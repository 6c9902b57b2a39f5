/** Tells at a glance whether a text holds the private half of a key: PEM, OpenSSH, PuTTY or a JWK with a private member. */
export const looksPrivate = (text: string): boolean =>
	/-----BEGIN [A-Z\d ]*PRIVATE KEY-----|^\s*PuTTY-User-Key-File-|"(?:d|p|q|dp|dq|qi)"\s*:\s*"/u.test(text);
