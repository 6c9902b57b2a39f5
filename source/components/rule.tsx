import {Text} from 'ink';
import {useSigns} from './signs-context.tsx';

/** Draws a line across the given number of cells. */
export function Rule({columns}: {readonly columns: number}) {
	return (
		<Text dimColor aria-hidden>
			{useSigns().line.repeat(Math.max(0, columns))}
		</Text>
	);
}
