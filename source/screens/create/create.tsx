import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useSigns} from '../../components/signs-context.tsx';
import {type CreatePage, createPages} from '../../store/draft-slice.ts';
import {Frame} from '../frame.tsx';
import {useApp} from '../screen-context.tsx';
import {AlgorithmPage} from './algorithm-page.tsx';
import {createKeymapNow} from './create-keymap.ts';
import {KeyPage} from './key-page.tsx';
import {NamePage} from './name-page.tsx';
import {PassphrasePage} from './passphrase-page.tsx';
import {PermissionsPage} from './permissions-page.tsx';
import {ReviewPage} from './review-page.tsx';

const titles: Readonly<Record<CreatePage, string>> = {
	name: 'Name',
	algorithm: 'Algorithm',
	key: 'Key',
	passphrase: 'Passphrase',
	permissions: 'Permissions',
	review: 'Review',
};

const pages: Readonly<
	Record<CreatePage, (props: {readonly columns: number; readonly rows: number}) => ReactNode>
> = {
	name: NamePage,
	algorithm: AlgorithmPage,
	key: KeyPage,
	passphrase: PassphrasePage,
	permissions: PermissionsPage,
	review: ReviewPage,
};

function Progress({page}: {readonly page: CreatePage}) {
	const signs = useSigns();
	const at = createPages.indexOf(page);
	return (
		<Text wrap="truncate">
			{createPages.map((each, index) => (
				<Text key={each} bold={index === at} dimColor={index > at}>
					{`${index === 0 ? '' : '  '}${index === at ? `${signs.cursor} ` : ''}${index + 1} ${titles[each]}${index < at ? ` ${signs.done}` : ''}`}
				</Text>
			))}
		</Text>
	);
}

/** The wizard that gathers what a new token needs; nothing is sent before its last page. */
export function Create() {
	const page = useApp(state => state.draft.page);
	const keymap = useApp(createKeymapNow);
	const Page = pages[page];
	const step = `step ${createPages.indexOf(page) + 1} of ${createPages.length}`;
	return (
		<Frame keymap={keymap} crumbs={['Tokens', 'New token']} right={step} status="Nothing has been sent yet.">
			{({columns, rows}) => (
				<Box flexDirection="column">
					{columns >= 78 ? (
						<Box marginBottom={1}>
							<Progress page={page} />
						</Box>
					) : null}
					<Page key={page} columns={columns} rows={columns >= 78 ? rows - 2 : rows} />
				</Box>
			)}
		</Frame>
	);
}
