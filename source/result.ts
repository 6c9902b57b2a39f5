/** The outcome of something that can fail in a way the user must see (style: expected failures are values, bugs are throws). */
export type Result<T, E> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly error: E};

/** Wraps a value as a success. */
export const ok = <T>(value: T) => ({ok: true, value}) as const;

/** Wraps an error as an expected failure. */
export const fail = <E>(error: E) => ({ok: false, error}) as const;

/** Closes an exhaustive `switch`: a new member of the union breaks the build where it is called. */
export const assertNever = (value: never): never => {
	throw new Error(`Unhandled member of a union: ${JSON.stringify(value)}`);
};
