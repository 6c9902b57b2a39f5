import {Box} from 'ink';
import {FieldRow} from '../../components/field-row.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {TextField} from '../../components/text-field.tsx';
import {nameProblem} from '../../store/draft-checks.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

/** Asks for the token's name. */
export function NamePage({columns}: {readonly columns: number}) {
	const {name, isNameTried, keyStatus} = useApp(state => state.draft);
	const {editDraft, keepPastedKey} = useVerbs();
	const problem = nameProblem(name);
	const tone = isNameTried ? 'error' : 'hint';
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>What should the new token be called? Name it after the program that will use it.</Sentence>
			<FieldRow
				label="Name"
				labelWidth={6}
				isFocused
				columns={columns}
				message={problem ? {tone, text: problem.text} : {tone: 'ok', text: 'good'}}
			>
				{width => (
					<TextField
						value={name}
						width={width}
						placeholder="ci-deploy-prod"
						onChange={value => editDraft({name: value})}
						onPaste={keepPastedKey}
					/>
				)}
			</FieldRow>
			{keyStatus === 'none' ? null : (
				<Sentence dimColor>
					This is your draft, with all that you filled in. Ctrl+N forgets it and begins anew.
				</Sentence>
			)}
		</Box>
	);
}
