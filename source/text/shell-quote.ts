/** Quotes a text as one word of a POSIX shell, in which nothing is expanded. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Quotes a path where a shell would read it as anything but itself, for a command that a person is to copy. */
export const shellPath = (path: string): string => (/^[\w./@%:+-]+$/u.test(path) ? path : shellQuote(path));
