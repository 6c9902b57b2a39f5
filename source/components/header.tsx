import {Box, Text} from 'ink';
import {cells} from '../text/cells.ts';
import {truncate, truncateStart} from '../text/fit-to.ts';
import {useIsSpoken, usePaint, useSigns} from './signs-context.tsx';

type Props = {
	readonly columns: number;
	/** Where one is, outermost first. */
	readonly crumbs: readonly string[];
	/** The environment's name, `HOST (override)` for one made by variables; `undefined` where it goes without saying. */
	readonly environment?: string | undefined;
	readonly project?: string | undefined;
	readonly user?: string | undefined;
	/** Stands at the right instead of project and user, e.g. `step 3 of 5`. */
	readonly right?: string | undefined;
};

/** The one in which tokens are real must not be taken for another, in colour or without. */
const real = 'prod';

/** Draws the top line: program, where one is, and at the right environment, project and user as far as there is room. */
export function Header({columns, crumbs, environment, project, user, right}: Props) {
	const signs = useSigns();
	const paint = usePaint();
	const isSpoken = useIsSpoken();
	const isWide = columns >= 80;
	const room = columns - 2;
	const place = isWide ? crumbs.join(` ${signs.crumb} `) : (crumbs.at(-1) ?? '');
	const owner = right ?? [project, isWide ? user : undefined].filter(Boolean).join('  ');
	const isReal = environment === real;
	// Of a long host the end says whose it is.
	const label = isReal
		? ` ${real.toUpperCase()} `
		: truncateStart(environment ?? '', Math.floor(room / 2), signs.ellipsis);
	if (isSpoken) {
		const where = [label.trim(), project, user].filter(Boolean);
		return (
			<Box flexDirection="column">
				<Text>{[...crumbs, right].filter(Boolean).join(', ')}</Text>
				<Text>{where.length > 0 ? `In ${where.join(', ')}` : ''}</Text>
			</Box>
		);
	}
	const environmentRoom = label === '' ? 0 : cells(label) + 2;
	const program = isWide ? 'pat-tui  ' : '';
	const shownOwner = truncate(owner, Math.max(0, Math.floor(room / 2) - environmentRoom), signs.ellipsis);
	const shownPlace = truncate(
		place,
		Math.max(0, room - cells(program) - cells(shownOwner) - environmentRoom - 2),
		signs.ellipsis,
	);
	return (
		<Box width={columns} height={1} paddingX={1} justifyContent="space-between">
			<Text wrap="truncate">
				<Text dimColor>{program}</Text>
				<Text bold>{shownPlace}</Text>
			</Text>
			<Text wrap="truncate">
				<Text bold inverse={isReal} {...paint(isReal ? 'red' : 'magenta')}>
					{label}
				</Text>
				{label !== '' && shownOwner !== '' ? '  ' : ''}
				{shownOwner}
			</Text>
		</Box>
	);
}
