/** Decodes base64 or base64url (RFC 4648), padded or not; undefined where another sign, or a bit too many, stands in it. */
export const fromBase64 = (text: string): Buffer | undefined => {
	const bare = text.replaceAll(/\s/gu, '').replace(/={0,2}$/u, '');
	const plain = bare.replaceAll('-', '+').replaceAll('_', '/');
	const octets = Buffer.from(plain, 'base64');
	// Node passes over what it does not know, and so would read damaged text as some other key.
	return octets.length > 0 && octets.toString('base64').replace(/={0,2}$/u, '') === plain
		? octets
		: undefined;
};
