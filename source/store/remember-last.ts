/** Gives a pure function that answers the same arguments, one by one the same values, with its last answer. */
export const rememberLast = <Args extends readonly unknown[], Answer>(
	make: (...args: Args) => Answer,
): ((...args: Args) => Answer) => {
	let last: {readonly args: Args; readonly answer: Answer} | undefined;
	return (...args) => {
		if (!last || args.some((arg, index) => arg !== last?.args[index])) last = {args, answer: make(...args)};
		return last.answer;
	};
};
