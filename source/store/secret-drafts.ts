/** The secret fields that a person may be filling in. */
export type SecretField =
	| 'passphrase'
	| 'passphrase-again'
	| 'open-passphrase'
	| 'new-key-passphrase'
	| 'new-key-passphrase-again';

/**
 * What is being typed into masked fields: outside the state, so that no log, snapshot or crash report of the state can
 * hold it, and wiped as soon as it was used.
 */
export type SecretDrafts = {
	readonly get: (field: SecretField) => string;
	readonly set: (field: SecretField, text: string) => void;
	readonly wipe: () => void;
	readonly subscribe: (listener: () => void) => () => void;
};

/** Makes an empty set of drafts. */
export const makeSecretDrafts = (): SecretDrafts => {
	const drafts = new Map<SecretField, string>();
	const listeners = new Set<() => void>();
	const tell = () => {
		for (const listener of listeners) listener();
	};
	return {
		get: field => drafts.get(field) ?? '',
		set(field, text) {
			drafts.set(field, text);
			tell();
		},
		wipe() {
			drafts.clear();
			tell();
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
