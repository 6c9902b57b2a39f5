import {Box, Text} from 'ink';
import {Menu} from '../../components/menu.tsx';
import {algorithms} from '../../keys/algorithms.ts';
import {misfit} from '../../store/draft-checks.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

/** Asks for the signing algorithm, with what each choice means for Affinidi's SDKs. */
export function AlgorithmPage({columns}: {readonly columns: number}) {
	const draft = useApp(state => state.draft);
	const {editDraft, nextPage} = useVerbs();
	const items = Object.values(algorithms).map(({name, title, advice}) => ({
		value: name,
		label: `${name}  ${title}`,
		description: misfit(name, draft) ?? advice,
	}));
	return (
		<Box flexDirection="column" gap={1}>
			<Text>How will your program sign?</Text>
			<Menu
				width={columns}
				items={items}
				initialIndex={items.findIndex(({value}) => value === draft.algorithm)}
				onHighlight={algorithm => editDraft({algorithm})}
				onSelect={algorithm => {
					editDraft({algorithm});
					nextPage();
				}}
			/>
		</Box>
	);
}
