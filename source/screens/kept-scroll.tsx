import {type ComponentProps, useCallback} from 'react';
import {Scroll} from '../components/scroll.tsx';
import {selectScrollFirst} from '../store/scroll-slice.ts';
import {useApp, useVerbs} from './screen-context.tsx';
import {scrollKeys} from './scroll-keys.ts';
import {useKeyOf} from './use-key-of.ts';

type Props = Pick<ComponentProps<typeof Scroll>, 'lines' | 'columns' | 'rows'> & {
	/** What is scrolled: one's place in it is kept under this name. */
	readonly of: string;
	/** It stands beside something that the keys move in its place. */
	readonly isAside?: boolean;
};

/** Draws lines that `scrollKeys` move, at the place in them that the store keeps. */
export function KeptScroll({of, isAside = false, ...room}: Props) {
	const first = useApp(selectScrollFirst(of));
	const {noteScrollRoom} = useVerbs();
	const keyOf = useKeyOf(scrollKeys);
	const keys = ['scroll.up', 'scroll.down', 'scroll.page-up', 'scroll.page-down'].flatMap(
		id => keyOf(id) ?? [],
	);
	const onRoom = useCallback(
		(seen: {readonly lines: number; readonly rows: number}) => noteScrollRoom(of, seen),
		[of, noteScrollRoom],
	);
	return (
		<Scroll {...room} first={first} {...(!isAside && {hint: `${keys.join(' ')} move`})} onRoom={onRoom} />
	);
}
