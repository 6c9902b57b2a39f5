import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import {type RenameForm, renameProblem} from '../store/rename-slice.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {renameKeymap} from './rename-keymap.ts';
import {useApp, useVerbs} from './screen-context.tsx';

const pressFor = ({failure, operationId}: RenameForm): string => {
	if (failure?.kind === 'session-ended') return 'Esc goes back, where i signs in again.';
	return operationId === undefined
		? 'Enter tries again, Esc goes back.'
		: 'It may have been sent: Enter tries again, o on the list finishes it or takes it back.';
};

/** Asks for another name of a token. */
export function Rename({tokenId}: {readonly tokenId: string}) {
	const form = useApp(state => (state.renameForm?.tokenId === tokenId ? state.renameForm : undefined));
	const {editRename} = useVerbs();
	const problem = form && renameProblem(form);
	const listed = useApp(state => selectToken(tokenId)(state)?.name);
	const name = form?.token?.name ?? listed ?? tokenId;
	return (
		<Frame
			keymap={renameKeymap}
			crumbs={['Tokens', name, 'Rename']}
			status={form?.failure || form?.status === 'sending' ? '' : 'Nothing has been sent yet.'}
		>
			{({columns}) =>
				form ? (
					<Box flexDirection="column" gap={1}>
						<Sentence>A name is for people: programs know the token by its id, and go on as before.</Sentence>
						{form.status === 'reading' ? (
							<Text>
								<Spinner /> reading the token
							</Text>
						) : null}
						{form.token ? (
							<Box flexDirection="column">
								<Text
									dimColor
								>{`  is now   ${sanitise(form.token.name, {graphemes: 80}) || '(no name)'}`}</Text>
								<FieldRow
									label="Name"
									labelWidth={6}
									isFocused
									columns={columns}
									message={
										problem === undefined
											? {tone: 'ok', text: 'good'}
											: {tone: form.isTried ? 'error' : 'hint', text: problem}
									}
								>
									{width => <TextField value={form.name} width={width} onChange={editRename} />}
								</FieldRow>
							</Box>
						) : null}
						{form.status === 'sending' ? (
							<Text>
								<Spinner /> saving
							</Text>
						) : null}
						{form.failure ? <Notice {...form.failure} press={pressFor(form)} /> : null}
					</Box>
				) : (
					<Sentence>There is nothing to fill in. Esc goes back.</Sentence>
				)
			}
		</Frame>
	);
}
