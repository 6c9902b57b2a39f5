import {useCallback, useMemo} from 'react';
import {Scroll} from '../components/scroll.tsx';
import {selectScrollFirst} from '../store/scroll-slice.ts';
import {exportLines} from './export-lines.ts';
import {useApp, useVerbs} from './screen-context.tsx';

type Props = {
	readonly text: string;
	readonly notes: readonly string[];
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

const of = 'export';

/** Shows a text that holds no secret, as far as there is room for it. */
export function ExportShown({text, notes, columns, rows}: Props) {
	const first = useApp(selectScrollFirst(of));
	const {noteScrollRoom} = useVerbs();
	const lines = useMemo(() => exportLines(text, notes, columns), [text, notes, columns]);
	const onRoom = useCallback(
		(room: {readonly lines: number; readonly rows: number}) => noteScrollRoom(of, room),
		[noteScrollRoom],
	);
	return <Scroll lines={lines} columns={columns} rows={rows} first={first} onRoom={onRoom} />;
}
