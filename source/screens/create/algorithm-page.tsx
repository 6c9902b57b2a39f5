import {Box, Text} from 'ink';
import {Menu} from '../../components/menu.tsx';
import {algorithms} from '../../keys/algorithms.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

const items = Object.values(algorithms).map(({name, title, advice}) => ({
	value: name,
	label: `${name}  ${title}`,
	description: advice,
}));

/** Asks for the signing algorithm, with what each choice means for Affinidi's SDKs. */
export function AlgorithmPage({columns}: {readonly columns: number}) {
	const chosen = useApp(state => state.draft.algorithm);
	const {editDraft, nextPage} = useVerbs();
	return (
		<Box flexDirection="column" gap={1}>
			<Text>How will your program sign?</Text>
			<Menu
				width={columns}
				items={items}
				initialIndex={items.findIndex(({value}) => value === chosen)}
				onHighlight={algorithm => editDraft({algorithm})}
				onSelect={algorithm => {
					editDraft({algorithm});
					nextPage();
				}}
			/>
		</Box>
	);
}
