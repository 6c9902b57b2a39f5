import {useMemo} from 'react';
import {exportLines} from './export-lines.ts';
import {KeptScroll} from './kept-scroll.tsx';

type Props = {
	readonly text: string;
	readonly notes: readonly string[];
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

/** Shows a text that holds no secret, as far as there is room for it. */
export function ExportShown({text, notes, columns, rows}: Props) {
	const lines = useMemo(() => exportLines(text, notes, columns), [text, notes, columns]);
	return <KeptScroll of="export" lines={lines} columns={columns} rows={rows} />;
}
