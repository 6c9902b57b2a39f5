import {Box, Text} from 'ink';
import {Menu} from '../../components/menu.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {useApp, useVerbs} from '../screen-context.tsx';

/** Says where the key comes from and where it will live; it is being made meanwhile. */
export function KeyPage({columns}: {readonly columns: number}) {
	const {algorithm, keyStatus} = useApp(state => state.draft);
	const {nextPage} = useVerbs();
	return (
		<Box flexDirection="column" gap={1}>
			<Text>Where does the key pair come from?</Text>
			<Menu
				width={columns}
				items={[
					{
						value: 'new',
						label: `Make a new ${algorithm} key pair on this computer`,
						description: 'Kept in the key store, where only you can read it (mode 0600).',
					},
				]}
				onSelect={nextPage}
			/>
			<Text dimColor>
				{keyStatus === 'making' ? <Spinner /> : ''}
				{keyStatus === 'making' ? ' It is being made while you go on.' : ''}
				{keyStatus === 'ready' ? 'It is ready. Nothing of it has left this program.' : ''}
				{keyStatus === 'failed' ? 'It could not be made. Go back and choose the algorithm again.' : ''}
			</Text>
		</Box>
	);
}
