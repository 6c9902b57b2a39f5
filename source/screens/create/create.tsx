import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {useSigns} from '../../components/signs-context.tsx';
import {type CreatePage, pagesOf} from '../../store/draft-slice.ts';
import {Frame} from '../frame.tsx';
import {NewKey} from '../new-key/new-key.tsx';
import {useApp} from '../screen-context.tsx';
import {AlgorithmPage} from './algorithm-page.tsx';
import {createKeymapNow} from './create-keymap.ts';
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
	key: NewKey,
	passphrase: PassphrasePage,
	permissions: PermissionsPage,
	review: ReviewPage,
};

type ProgressProps = {readonly pages: readonly CreatePage[]; readonly at: number};

function Progress({pages: all, at}: ProgressProps) {
	const signs = useSigns();
	return (
		<Text wrap="truncate">
			{all.map((each, index) => (
				<Text key={each} bold={index === at} dimColor={index > at}>
					{`${index === 0 ? '' : '  '}${index === at ? `${signs.cursor} ` : ''}${index + 1} ${titles[each]}${index < at ? ` ${signs.done}` : ''}`}
				</Text>
			))}
		</Text>
	);
}

/** The wizard that gathers what a new token needs; nothing is sent before its last page. */
export function Create() {
	const {page, keyOrigin} = useApp(state => state.draft);
	const keymap = useApp(createKeymapNow);
	const Page = pages[page];
	const steps = pagesOf({keyOrigin});
	const at = steps.indexOf(page);
	const step = `step ${at + 1} of ${steps.length}`;
	return (
		<Frame keymap={keymap} crumbs={['Tokens', 'New token']} right={step} status="Nothing has been sent yet.">
			{({columns, rows}) => (
				<Box flexDirection="column">
					{columns >= 78 ? (
						<Box marginBottom={1}>
							<Progress pages={steps} at={at} />
						</Box>
					) : null}
					<Page key={page} columns={columns} rows={columns >= 78 ? rows - 2 : rows} />
				</Box>
			)}
		</Frame>
	);
}
