import {EventEmitter} from 'node:events';
import {useInput, usePaste, useStdin} from 'ink';
import {
	createContext,
	type ReactNode,
	use,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from 'react';
import {pastedText} from '../text/pasted-text.ts';
import {type Layer, resolveKey, resolvePaste} from './dispatch.ts';
import {type KeyEvent, keyEvents} from './key-event.ts';
import {makeKeyQueue} from './key-queue.ts';
import {type LayerStack, makeLayerStack} from './layer-stack.ts';

type Item =
	| {readonly kind: 'key'; readonly event: KeyEvent}
	| {readonly kind: 'paste'; readonly text: string};

type Props = {
	/** Told why a key that is bound can't be used now, with what tells the reason of a later moment. */
	readonly onBlocked?: (reason: string, reasonNow: () => string | undefined) => void;
	/** Told that a key is about to do something. */
	readonly onRun?: () => void;
	readonly children: ReactNode;
};

type Dispatch = {readonly stack: LayerStack; readonly hold: () => () => void};

const DispatchContext = createContext<Dispatch | undefined>(undefined);

const useDispatch = (): Dispatch => {
	const dispatch = use(DispatchContext);
	if (dispatch === undefined) {
		throw new Error('Whoever listens for keys needs a DispatchProvider above it');
	}
	return dispatch;
};

/** The raw form of the input event that Ink is handing out, as far as this version of Ink lets it be seen. */
const useRawSequence = () => {
	const sequence = useRef('');
	const stdin: object = useStdin();
	const emitter = 'internal_eventEmitter' in stdin ? stdin.internal_eventEmitter : undefined;
	useEffect(() => {
		if (!(emitter instanceof EventEmitter)) {
			return;
		}
		const remember = (input: unknown) => {
			sequence.current = typeof input === 'string' ? input : '';
		};
		// Before Ink's own listener: `useInput` drops the names of F1 to F12, which only the sequence tells.
		emitter.prependListener('input', remember);
		return () => {
			emitter.removeListener('input', remember);
		};
	}, [emitter]);
	return sequence;
};

// Printable keys join into one piece of text, so that a long text that came without paste marks is one change.
const joinText = (first: Item, second: Item): Item | undefined =>
	first.kind === 'key' &&
	second.kind === 'key' &&
	first.event.text !== undefined &&
	second.event.text !== undefined
		? {kind: 'key', event: {name: first.event.name, text: first.event.text + second.event.text}}
		: undefined;

const takesText = (stack: LayerStack, {event}: Extract<Item, {kind: 'key'}>) =>
	event.text !== undefined && resolveKey(stack.layers(), event).kind === 'text';

/**
 * Listens for all keys and all pasted text of the program, once, and gives each to the top layer that knows it.
 * A key that nobody knows changes nothing.
 */
export function DispatchProvider({onBlocked, onRun, children}: Props) {
	const [stack] = useState(makeLayerStack);
	const blocked = useRef(onBlocked);
	blocked.current = onBlocked;
	const ran = useRef(onRun);
	ran.current = onRun;
	const queue = useMemo(() => {
		const handle = (item: Item) => {
			if (item.kind === 'paste') {
				const layer = resolvePaste(stack.layers());
				(layer?.paste ?? layer?.text)?.(item.text);
				return;
			}
			const outcome = resolveKey(stack.layers(), item.event);
			if (outcome.kind === 'run') {
				ran.current?.();
				outcome.binding.run();
			} else if (outcome.kind === 'text') {
				outcome.layer.text?.(outcome.text);
			} else if (outcome.kind === 'blocked') {
				blocked.current?.(outcome.reason, outcome.binding.blocked);
			}
		};
		return makeKeyQueue<Item>(handle, (first, second) => {
			const joined = joinText(first, second);
			return joined && first.kind === 'key' && takesText(stack, first) ? joined : undefined;
		});
	}, [stack]);
	const sequence = useRawSequence();
	useInput((input, key) => {
		queue.push(keyEvents(input, key, sequence.current).map(event => ({kind: 'key', event})));
	});
	usePaste(raw => {
		queue.push([{kind: 'paste', text: pastedText(raw)}]);
	});
	useEffect(() => () => queue.stop(), [queue]);
	const dispatch = useMemo(() => ({stack, hold: queue.hold}), [stack, queue]);
	return <DispatchContext value={dispatch}>{children}</DispatchContext>;
}

/**
 * Makes a component's layer listen while the component is on the screen (and `isActive`). A component that came onto
 * the screen later lies above one that was there before, and a child above its parent.
 */
export const useLayer = (layer: Layer, isActive = true): void => {
	const {stack} = useDispatch();
	const [place] = useState(() => stack.place());
	useLayoutEffect(() => {
		if (isActive) {
			stack.put(place, layer);
		} else {
			stack.remove(place);
		}
	});
	useLayoutEffect(() => () => stack.remove(place), [stack, place]);
};

/** Draws nothing, and lets all keys wait while it is on the screen: they are meant for what comes in its place. */
export function HoldKeys() {
	const {hold} = useDispatch();
	useLayoutEffect(() => hold(), [hold]);
	return null;
}
