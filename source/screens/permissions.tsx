import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {isChangedColumn} from '../store/permissions-draft.ts';
import type {Permissions} from '../store/permissions-slice.ts';
import {plural} from '../text/plural.ts';
import {Frame} from './frame.tsx';
import {isAllGranted, projectTitle} from './permission-words.ts';
import {PermissionsGrid} from './permissions-grid.tsx';
import {permissionsKeymapNow} from './permissions-keymap.ts';
import {PermissionsResults} from './permissions-results.tsx';
import {PermissionsReview} from './permissions-review.tsx';
import {pressAfter} from './press-after.ts';
import {useApp} from './screen-context.tsx';

type Size = {readonly columns: number; readonly rows: number};

const statusOf = (permissions: Permissions | undefined, attention: string): string => {
	if (permissions?.page !== 'edit') return '';
	const changed = permissions.columns.filter(isChangedColumn).length;
	if (changed > 0) return `Changes in ${plural(changed, 'project')}, not applied.`;
	if (permissions.isIncomplete)
		return `${attention} A project of it could not be read, and is not among these.`;
	const open = permissions.columns.filter(isAllGranted).map(projectTitle);
	return open[0] === undefined
		? ''
		: `${attention} Everything is granted in ${open.length === 1 ? open[0] : plural(open.length, 'project')}.`;
};

function Page({permissions, ...size}: {readonly permissions: Permissions} & Size) {
	switch (permissions.page) {
		case 'reading':
			return (
				<Text>
					<Spinner /> reading its projects and what it may do there
				</Text>
			);
		case 'failed':
			return permissions.failure ? (
				<Notice
					{...permissions.failure}
					press={pressAfter(permissions.failure, 'r tries again, Esc goes back.')}
				/>
			) : null;
		case 'edit':
			return <PermissionsGrid permissions={permissions} {...size} />;
		case 'leave':
			return (
				<Notice
					tone="warning"
					what={`What you chose in ${plural(permissions.columns.filter(isChangedColumn).length, 'project')} is not applied`}
					means="Left now, it is forgotten. Nothing was sent."
					press="Enter leaves and drops it, Esc goes back to it."
				/>
			);
		case 'review':
			return <PermissionsReview permissions={permissions} {...size} />;
		case 'apply':
			return <PermissionsResults permissions={permissions} {...size} />;
	}
}

const lastCrumb = {
	reading: 'Permissions',
	failed: 'Permissions',
	edit: 'Permissions',
	leave: 'Permissions',
	review: 'Review',
	apply: 'Apply',
} as const;

/** What a token may do in which project: looked at, chosen anew, reviewed and applied. */
export function PermissionsPage({tokenId}: {readonly tokenId: string}) {
	const permissions = useApp(state =>
		state.permissions?.tokenId === tokenId ? state.permissions : undefined,
	);
	const keymap = useApp(permissionsKeymapNow);
	const {attention} = useSigns();
	const {page = 'reading', name = tokenId, columns = [], column = 0} = permissions ?? {};
	const right =
		page === 'edit' && columns.length > 0 ? `project ${column + 1} of ${columns.length}` : undefined;
	return (
		<Frame
			keymap={keymap}
			crumbs={[
				'Tokens',
				name,
				...(lastCrumb[page] === 'Permissions' ? [] : ['Permissions']),
				lastCrumb[page],
			]}
			{...(right !== undefined && {right})}
			status={statusOf(permissions, attention)}
		>
			{size =>
				permissions ? (
					<Page permissions={permissions} {...size} />
				) : (
					<Box>
						<Text>There is nothing to choose. Esc goes back.</Text>
					</Box>
				)
			}
		</Frame>
	);
}
