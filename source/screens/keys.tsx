import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {Table} from '../components/table.tsx';
import type {KeyUse} from '../operations/token/key-use.ts';
import {selectKeyRow, selectKeyUse} from '../store/key-list-slice.ts';
import {truncate} from '../text/fit-to.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {keyColumns} from './key-columns.ts';
import {keysKeymap} from './keys-keymap.ts';
import {useApp, useNow} from './screen-context.tsx';

/** Says which tokens have no key here; nothing where all have one, or that is not known. */
const keylessWords = ({keyless}: KeyUse): string => {
	const names = keyless.map(({name, id}) => sanitise(name || id)).join(', ');
	return keyless.length === 0 ? '' : `${plural(keyless.length, 'token')} without a key here: ${names}`;
};

const countWords = (count: number, use: KeyUse | undefined): string => {
	const unused = use === undefined || use.unused.length === 0 ? '' : `, ${use.unused.length} without a token`;
	return count === 0 ? '' : `${plural(count, 'key')} on this computer${unused}`;
};

/** The private keys that are known on this computer, with what is left over on both sides. */
export function Keys() {
	const rows = useApp(state => state.keyRows);
	const use = useApp(selectKeyUse);
	const selected = useApp(selectKeyRow);
	const signs = useSigns();
	const now = useNow();
	const keyless = use ? keylessWords(use) : '';
	return (
		<Frame
			keymap={keysKeymap}
			crumbs={['Keys']}
			status={use ? '' : 'Which tokens use them is not known before all tokens were read.'}
		>
			{({columns, rows: lines}) => (
				<Box flexDirection="column">
					<Text dimColor>{countWords(rows?.length ?? 0, use)}</Text>
					{keyless === '' ? null : <Text dimColor>{truncate(keyless, columns, signs.ellipsis)}</Text>}
					{rows === undefined ? (
						<Text dimColor>
							<Spinner /> reading the keys
						</Text>
					) : null}
					{rows?.length === 0 ? (
						<Box marginTop={1}>
							<Notice
								tone="info"
								what="There is no private key on this computer yet"
								means="One is made with each token. `pat-tui key import FILE` takes in one of yours; with --link it stays where it is."
							/>
						</Box>
					) : null}
					{rows && rows.length > 0 ? (
						<Table
							columns={keyColumns(use, signs, now)}
							rows={rows}
							selected={selected}
							width={columns}
							height={Math.max(3, lines - (keyless === '' ? 2 : 3))}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
