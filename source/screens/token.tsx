import {Box, Text} from 'ink';
import type {TokenProject} from '../api/iam.ts';
import {KeyValue} from '../components/key-value.tsx';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {policyWords} from '../policies/words.ts';
import {keyWords} from '../store/key-words.ts';
import {selectKeyOf} from '../store/keys-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {pressAfter} from './press-after.ts';
import {useApp} from './screen-context.tsx';
import {tokenKeymap} from './token-keymap.ts';

/** A project as one line: its name, and what the token may do there. */
export const projectLine = ({id, name, policy}: TokenProject): string =>
	`${sanitise(name || id)}: ${
		policy
			? policyWords(policy)
					// Rights that were cut away would look as if they were not there.
					.map(words => sanitise(words, {graphemes: 4096}))
					.join('; ')
			: 'a member; its rights are not known'
	}`;

/** One token: what the service knows of it, its key on this computer, and what it may do where. */
export function TokenPage({tokenId}: {readonly tokenId: string}) {
	const token = useApp(selectToken(tokenId));
	const keys = useApp(state => state.keys);
	const detail = useApp(state => (state.detail?.tokenId === tokenId ? state.detail : undefined));
	if (!token) {
		return (
			<Frame keymap={tokenKeymap} crumbs={['Tokens', 'Token']}>
				{() => <Notice tone="warning" what="This token is not in the list any more" press="Esc goes back." />}
			</Frame>
		);
	}
	const row = selectKeyOf(token)({keys});
	const key = keyWords(row, keys !== undefined);
	const entries = [
		{label: 'id', value: sanitise(token.id)},
		{label: 'ARI', value: sanitise(token.ari)},
		{label: 'algorithm', value: sanitise(token.algorithm)},
		...token.keys.map(({kid}) => ({label: 'key id', value: sanitise(kid ?? '')})),
		{label: 'scopes', value: sanitise(token.scopes.join(' ')) || '(none)'},
		{
			label: 'private key',
			value: row ? `${key.words}, ${sanitise(row.path)}` : key.words,
		},
	];
	return (
		<Frame keymap={tokenKeymap} crumbs={['Tokens', token.name || token.id]}>
			{({columns}) => (
				<Box flexDirection="column" gap={1}>
					{token.problem ? <Notice tone="warning" what={token.problem} /> : null}
					<KeyValue entries={entries} columns={columns} />
					<Box flexDirection="column">
						<Text bold>What it may do</Text>
						{detail?.status === 'loading' && detail.projects.length === 0 ? (
							<Text>
								<Spinner /> reading its projects
							</Text>
						) : null}
						{detail?.failure ? (
							<Notice {...detail.failure} press={pressAfter(detail.failure, 'r tries again.')} />
						) : null}
						{detail?.projects.map(project => (
							<Text key={project.id}>{projectLine(project)}</Text>
						))}
						{detail?.status === 'ready' && detail.projects.length === 0 ? (
							<Text dimColor>It is in no project.</Text>
						) : null}
					</Box>
				</Box>
			)}
		</Frame>
	);
}
