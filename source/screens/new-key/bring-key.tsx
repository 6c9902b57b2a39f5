import {Box, Text} from 'ink';
import {Notice} from '../../components/notice.tsx';
import {PathField} from '../../components/path-field.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

type Props = {readonly columns: number};

/** Takes a public key: a path that is completed with Tab, or the key itself, pasted. */
export function BringKey({columns}: Props) {
	const {keyFile, keyNames, keyProblem, isReadingKey} = useApp(selectKeyChoice);
	const {editKeyFile, takePastedKey} = useVerbs();
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>Name the file of the public key, or paste the key itself.</Sentence>
			<PathField
				label="Public key"
				value={keyFile}
				names={keyNames}
				placeholder="public.pem"
				listens={!isReadingKey}
				onChange={editKeyFile}
				onPaste={takePastedKey}
				columns={columns}
			/>
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
