/** What holds for the keys of all screens alike; one object serves a whole run. */
export type KeyRules = {
	/** Keys in place of the usual ones, by the binding's id; an empty list takes all away. */
	readonly ownKeys: ReadonlyMap<string, readonly string[]>;
	/** Nothing at the service and no key may be changed. */
	readonly isReadOnly: boolean;
};

export type RulesState = {readonly keyRules: KeyRules};

/** The rules of a person who has set none. */
export const noRules: KeyRules = {ownKeys: new Map(), isReadOnly: false};
