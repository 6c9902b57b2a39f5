import {type ComponentProps, useCallback} from 'react';
import {Scroll} from '../components/scroll.tsx';
import {selectScrollFirst} from '../store/scroll-slice.ts';
import {useApp, useVerbs} from './screen-context.tsx';

type Props = Pick<ComponentProps<typeof Scroll>, 'lines' | 'columns' | 'rows'> & {
	/** What is scrolled: one's place in it is kept under this name. */
	readonly of: string;
};

/** Draws lines that `scrollKeys` move, at the place in them that the store keeps. */
export function KeptScroll({of, ...room}: Props) {
	const first = useApp(selectScrollFirst(of));
	const {noteScrollRoom} = useVerbs();
	const onRoom = useCallback(
		(seen: {readonly lines: number; readonly rows: number}) => noteScrollRoom(of, seen),
		[of, noteScrollRoom],
	);
	return <Scroll {...room} first={first} onRoom={onRoom} />;
}
