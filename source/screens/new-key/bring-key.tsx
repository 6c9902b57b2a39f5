import {Box, Text} from 'ink';
import {FieldRow} from '../../components/field-row.tsx';
import {Notice} from '../../components/notice.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {useSigns} from '../../components/signs-context.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {TextField} from '../../components/text-field.tsx';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {truncate} from '../../text/fit-to.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

type Props = {readonly columns: number};

/** Takes a public key: a path that is completed with Tab, or the key itself, pasted. */
export function BringKey({columns}: Props) {
	const {keyFile, keyNames, keyProblem, isReadingKey} = useApp(selectKeyChoice);
	const {editKeyFile, takePastedKey} = useVerbs();
	const {ellipsis} = useSigns();
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>Name the file of the public key, or paste the key itself.</Sentence>
			<FieldRow label="Public key" labelWidth={10} isFocused columns={columns}>
				{width => (
					<TextField
						value={keyFile}
						focus={!isReadingKey}
						width={width}
						placeholder="public.pem"
						onChange={editKeyFile}
						onPaste={takePastedKey}
					/>
				)}
			</FieldRow>
			{keyNames.length > 0 ? (
				<Sentence dimColor>
					{truncate(sanitise(keyNames.join('  '), {graphemes: 400}), columns, ellipsis)}
				</Sentence>
			) : null}
			{isReadingKey ? (
				<Text>
					<Spinner /> reading it
				</Text>
			) : null}
			{keyProblem ? (
				<Notice
					what={sanitise(keyProblem.message, {graphemes: 300})}
					means={sanitise(keyProblem.remedy, {graphemes: 500})}
				/>
			) : (
				<Sentence dimColor>
					PEM, DER, JWK, a line of OpenSSH, a certificate, or what a key service of AWS, Google or Azure
					answers.
				</Sentence>
			)}
		</Box>
	);
}
