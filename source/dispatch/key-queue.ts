/** Hands items to `handle` one at a time, oldest first. */
export type KeyQueue<Item> = {
	readonly push: (items: readonly Item[]) => void;
	/** Lets items wait; gives the way to let them go on, which they do once React has drawn. */
	readonly hold: () => () => void;
	readonly stop: () => void;
};

/**
 * Makes the queue that lets the screen settle between two keys of a burst: the first is handled at once, each further
 * one only after React has drawn, so that it sees the state left by the one before.
 */
export const makeKeyQueue = <Item>(
	handle: (item: Item) => void,
	join: (first: Item, second: Item) => Item | undefined = () => undefined,
): KeyQueue<Item> => {
	let waiting: Item[] = [];
	// An index instead of `shift`, which copies the whole array each time once that is long.
	let head = 0;
	let turn: NodeJS.Immediate | undefined;
	let isIdle = true;
	let holds = 0;
	const next = () => {
		if (holds > 0) {
			isIdle = true;
			return;
		}
		let item = waiting[head++];
		if (item === undefined) {
			waiting = [];
			head = 0;
			isIdle = true;
			return;
		}
		for (let following = waiting[head]; following !== undefined; following = waiting[++head]) {
			const joined = join(item, following);
			if (joined === undefined) {
				break;
			}
			item = joined;
		}
		isIdle = false;
		try {
			handle(item);
		} finally {
			// Even when the handler throws, or the rest of the queue would wait for ever. Two turns, because the first is
			// already taken when React asks for one: it does so only after the handler has returned.
			turn = setImmediate(() => {
				turn = setImmediate(next);
			});
		}
	};
	return {
		push: items => {
			waiting = [...waiting, ...items];
			if (isIdle) {
				next();
			}
		},
		hold: () => {
			holds += 1;
			return () => {
				holds -= 1;
				if (isIdle) {
					isIdle = false;
					turn = setImmediate(next);
				}
			};
		},
		stop: () => {
			clearImmediate(turn);
			waiting = [];
			head = 0;
			isIdle = true;
		},
	};
};
