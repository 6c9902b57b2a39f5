import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import type {PageLine} from '../components/scrolled.ts';
import {useSigns} from '../components/signs-context.tsx';
import {TextField} from '../components/text-field.tsx';
import type {PlaceChange} from '../operations/access/change-place.ts';
import {emptyPolicy} from '../policies/levels.ts';
import {type DiffLine, policyDiff} from '../policies/policy-diff.ts';
import {applyWord, isGrantingEverything, placeChanges} from '../store/permissions-draft.ts';
import type {Permissions} from '../store/permissions-slice.ts';
import {truncate} from '../text/fit-to.ts';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {wrap} from '../text/wrap.ts';
import {KeptScroll} from './kept-scroll.tsx';
import {useVerbs} from './screen-context.tsx';

type Props = {readonly permissions: Permissions; readonly columns: number; readonly rows: number};

const page = 'permissions-review';

const diffLines = (lines: readonly DiffLine[], lead: string, columns: number): readonly PageLine[] =>
	lines.flatMap(({sign, text}) =>
		wrap(sanitise(text, {graphemes: 4096}), columns - 6).map(
			(piece, at): PageLine => ({
				lead,
				text: `${at === 0 ? sign : ' '} ${piece}`,
				tone: sign === '+' ? 'good' : 'bad',
			}),
		),
	);

const membershipLine = ({from, to}: PlaceChange): readonly PageLine[] => {
	if (from.isMember === to.isMember) return [];
	return to.isMember
		? [{text: '  + is added to the project', tone: 'good'}]
		: [{text: '  - is taken out of the project', tone: 'bad'}];
};

const changeLines = (change: PlaceChange, columns: number, attention: string): readonly PageLine[] => {
	const {project, principal, from, to} = change;
	const place = {projectId: project.id, tokenId: principal.id};
	const none = emptyPolicy(place);
	const {words, json} = policyDiff(from.policy ?? none, to.policy ?? none, place);
	return [
		{text: sanitise(project.name, {graphemes: 60}), tone: 'heading'},
		...membershipLine(change),
		...diffLines(words, '  ', columns),
		...(isGrantingEverything(change)
			? [
					{
						text: `  ${attention} Whoever has its key can do anything here.`,
						tone: 'warning' as const,
					},
				]
			: []),
		...(json.length > 0 ? [{text: '  as JSON', tone: 'quiet' as const}] : []),
		...diffLines(json, '    ', columns - 2),
		{text: ''},
	];
};

/** Shows what is going to be changed, project by project, before anything is sent. */
export function PermissionsReview({permissions, columns, rows}: Props) {
	const {attention, ellipsis} = useSigns();
	const {typePermissionsWord} = useVerbs();
	const changes = placeChanges(permissions.columns, permissions.name);
	const word = applyWord(changes);
	const lines = changes
		.flatMap(change => changeLines(change, columns, attention))
		.slice(0, -1)
		.map(line => ({...line, text: truncate(line.text, columns - 6, ellipsis)}));
	const below = word === undefined ? 1 : 3;
	const {typed} = permissions;
	return (
		<Box flexDirection="column">
			<Text bold>{`${plural(changes.length, 'project')} to change. Nothing has been sent yet.`}</Text>
			<KeptScroll of={page} lines={lines} columns={columns} rows={Math.max(1, rows - 1 - below)} />
			{word === undefined ? (
				<Text>Enter applies it, one project after the other.</Text>
			) : (
				<FieldRow
					label={`Type ${word}`}
					labelWidth={16}
					isFocused
					columns={columns}
					message={
						typed === word
							? {tone: 'ok', text: 'Enter applies it'}
							: word.startsWith(typed)
								? {tone: 'hint', text: 'to apply it'}
								: {tone: 'error', text: 'this does not match'}
					}
				>
					{room => <TextField value={typed} width={room} onChange={typePermissionsWord} />}
				</FieldRow>
			)}
		</Box>
	);
}
