import type {KeyEvent} from './key-event.ts';
import {type BoundBinding, findByKey} from './keymap.ts';

/**
 * What listens for keys while something is on the screen. `text` takes what is typed (a field that has the focus),
 * `paste` what is pasted; an `opaque` layer (dialog, menu) hides all layers below it but for bindings marked `everywhere`.
 */
export type Layer = {
	readonly id: string;
	readonly bindings: readonly BoundBinding[];
	readonly text?: ((text: string) => void) | undefined;
	readonly paste?: ((text: string) => void) | undefined;
	readonly opaque?: boolean | undefined;
	/** Lies above all layers without this mark, whichever came first. */
	readonly isFront?: boolean | undefined;
};

/** What a key press comes to. */
export type Outcome =
	| {readonly kind: 'run'; readonly binding: BoundBinding}
	| {readonly kind: 'blocked'; readonly binding: BoundBinding; readonly reason: string}
	| {readonly kind: 'text'; readonly layer: Layer; readonly text: string}
	| {readonly kind: 'unbound'};

const outcomeOf = (binding: BoundBinding): Outcome => {
	const reason = binding.blocked();
	return reason === undefined ? {kind: 'run', binding} : {kind: 'blocked', binding, reason};
};

/** Finds what a key does, asking the layers from the top one down (`layers[0]` is the top). */
export const resolveKey = (layers: readonly Layer[], event: KeyEvent): Outcome => {
	let isCovered = false;
	for (const layer of layers) {
		const binding = findByKey(layer.bindings, event.name);
		if (binding && (!isCovered || binding.everywhere)) {
			return outcomeOf(binding);
		}
		if (layer.text && event.text !== undefined && !isCovered) {
			return {kind: 'text', layer, text: event.text};
		}
		isCovered ||= layer.opaque === true;
	}
	return {kind: 'unbound'};
};

/** Finds the field that takes pasted text: the first layer from the top that takes any, unless an opaque one lies above. */
export const resolvePaste = (layers: readonly Layer[]): Layer | undefined => {
	for (const layer of layers) {
		if (layer.paste || layer.text) {
			return layer;
		}
		if (layer.opaque) {
			return undefined;
		}
	}
	return undefined;
};
