import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import type {ExportDraft} from '../store/export-slice.ts';
import {sanitise} from '../text/sanitise.ts';

type Props = {
	readonly draft: ExportDraft;
	readonly question: string;
	readonly label: string;
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly columns: number;
};

/** Asks where an export goes, in one field, and says what came of it. */
export function ExportField({draft, question, label, value, onChange, columns}: Props) {
	const {problem, failure, isWorking} = draft;
	return (
		<>
			<Sentence>{question}</Sentence>
			<FieldRow
				label={label}
				labelWidth={label.length + 2}
				isFocused
				columns={columns}
				message={problem ? {tone: 'error', text: sanitise(problem, {graphemes: 300})} : undefined}
			>
				{width => <TextField value={value} focus={!isWorking} width={width} onChange={onChange} />}
			</FieldRow>
			{isWorking ? (
				<Box>
					<Text>
						<Spinner /> one moment
					</Text>
				</Box>
			) : null}
			{failure ? <Notice {...failure} press="Enter tries again, Esc chooses another form." /> : null}
		</>
	);
}
