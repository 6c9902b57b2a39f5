/** Whether a value can be a variable of a process at all: no NUL, and nothing that UTF-8 has no bytes for. */
export const carriesText = (value: string): boolean =>
	!value.includes('\0') && Buffer.from(value, 'utf8').toString('utf8') === value;
