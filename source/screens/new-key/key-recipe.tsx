import {Box, Text} from 'ink';
import {keyRecipe, type RecipeStep} from '../../keys/key-recipes.ts';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {wrap} from '../../text/wrap.ts';
import {useApp} from '../screen-context.tsx';

type Props = {readonly columns: number; readonly rows: number};

const titles = {openssl: 'OpenSSL', 'ssh-keygen': 'ssh-keygen'} as const;

/** Shows the commands that make a key pair by hand, for the chosen algorithm, program and system. */
export function KeyRecipe({columns, rows}: Props) {
	const {name, algorithm, keyTool, isForWindows} = useApp(selectKeyChoice);
	const {steps, stronger} = keyRecipe(algorithm, {tool: keyTool, name, isWindows: isForWindows});
	const linesOf = ({what, command}: RecipeStep) => [what, ...wrap(command, columns - 2)];
	const needed = [...steps, stronger].flatMap(linesOf).length;
	const hasGaps = needed + 4 <= rows;
	const shown = needed + 1 <= rows ? [...steps, stronger] : steps;
	return (
		<Box flexDirection="column" gap={hasGaps ? 1 : 0}>
			<Text wrap="truncate">
				{`In this folder, in another window: ${titles[keyTool]}${isForWindows ? ' on Windows' : ''} (${algorithm})`}
			</Text>
			{shown.map(({what, command}) => (
				<Box key={what} flexDirection="column">
					<Text dimColor wrap="truncate">
						{what}
					</Text>
					{wrap(command, columns - 2).map(line => (
						<Text key={line}>{`  ${line}`}</Text>
					))}
				</Box>
			))}
		</Box>
	);
}
