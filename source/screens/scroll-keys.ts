import type {ScrollStep} from '../store/scroll-slice.ts';
import type {Keymap} from './screen-context.tsx';

const moves = (id: string, keys: readonly string[], label: string, step: ScrollStep): Keymap[number] => ({
	id,
	keys,
	label,
	group: 'Move',
	run: ({state}) => state().scrollBy(step),
});

/** The keys of a page that may be taller than its window. */
export const scrollKeys: Keymap = [
	moves('scroll.up', ['up', 'k'], 'One line up', {unit: 'line', by: -1}),
	moves('scroll.down', ['down', 'j'], 'One line down', {unit: 'line', by: 1}),
	moves('scroll.page-up', ['pageup', 'ctrl+b'], 'One page up', {unit: 'page', by: -1}),
	moves('scroll.page-down', ['pagedown', 'ctrl+f'], 'One page down', {unit: 'page', by: 1}),
	moves('scroll.half-page-up', ['ctrl+u'], 'Half a page up', {unit: 'half', by: -1}),
	moves('scroll.half-page-down', ['ctrl+d'], 'Half a page down', {unit: 'half', by: 1}),
	moves('scroll.top', ['g', 'home'], 'To the top', {unit: 'end', by: -1}),
	moves('scroll.bottom', ['G', 'end'], 'To the end', {unit: 'end', by: 1}),
];
