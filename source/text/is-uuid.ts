const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

/** Tells whether a text is a UUID (RFC 9562), in small or capital letters. */
export const isUuid = (text: string): boolean => uuid.test(text);
