/**
 * One action and the keys that run it: handler, footer, help, readme table and tests all read this record.
 * `blockedBy` answers with the sentence that says why the action can't be done now. `footer` shows the action there,
 * earlier ones first when there is little room, `'always'` at the end and never dropped. `everywhere` keys work even
 * under a dialog (Ctrl+C); `hidden` ones are bound but left out of footer, help and tables. `changes` marks what changes
 * something at the service, or a key: it does nothing in read-only mode.
 */
export type Binding<Context = void> = {
	readonly id: string;
	readonly keys: readonly string[];
	readonly label: string;
	readonly group: string;
	readonly footer?: boolean | 'always';
	readonly everywhere?: boolean;
	readonly hidden?: boolean;
	readonly changes?: boolean;
	readonly blockedBy?: (context: Context) => string | undefined;
	readonly run: (context: Context) => void;
};

/** The part of a binding that is there to be shown, whatever its context. */
export type BindingText = Pick<Binding, 'id' | 'keys' | 'label' | 'group' | 'footer' | 'hidden' | 'changes'>;

/** A binding tied to the context it acts on; `blocked` answers for this moment. */
export type BoundBinding = BindingText & {
	readonly everywhere?: boolean;
	readonly blocked: () => string | undefined;
	readonly run: () => void;
};

/** Ties bindings to their context; one array gives one bound array, which the layer, the footer and the help share. */
export const bindKeys = <Context>(
	bindings: readonly Binding<Context>[],
	context: Context,
): readonly BoundBinding[] =>
	bindings.map(({blockedBy, run, ...text}) => ({
		...text,
		blocked: () => blockedBy?.(context),
		run: () => run(context),
	}));

/** Finds the binding that a key runs. */
export const findByKey = <B extends Pick<BindingText, 'keys'>>(
	bindings: readonly B[],
	key: string,
): B | undefined => bindings.find(binding => binding.keys.includes(key));

/** Finds a binding by its id; a key map without it is a mistake in the program. */
export const bindingById = <B extends Pick<BindingText, 'id'>>(bindings: readonly B[], id: string): B => {
	const found = bindings.find(binding => binding.id === id);
	if (found === undefined) {
		throw new Error(`No binding is called ${id}`);
	}
	return found;
};

/** Lists every key that two bindings of one layer claim, and every id that is there twice, as sentences. */
export const findClashes = (bindings: readonly BindingText[]): readonly string[] => {
	const keys = new Map<string, string>();
	const ids = new Set<string>();
	const clashes: string[] = [];
	for (const binding of bindings) {
		if (ids.has(binding.id)) {
			clashes.push(`${binding.id} is there twice`);
		}
		ids.add(binding.id);
		for (const key of binding.keys) {
			const other = keys.get(key);
			if (other !== undefined) {
				clashes.push(`${key} belongs to ${other} and to ${binding.id}`);
			}
			keys.set(key, binding.id);
		}
	}
	return clashes;
};
