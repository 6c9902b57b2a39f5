import {truncate} from '../text/fit-to.ts';
import {sanitise} from '../text/sanitise.ts';
import {FieldRow} from './field-row.tsx';
import {Sentence} from './sentence.tsx';
import {useSigns} from './signs-context.tsx';
import {TextField} from './text-field.tsx';

type Props = {
	readonly label: string;
	readonly value: string;
	/** The names that the path could go on with. */
	readonly names: readonly string[];
	readonly placeholder: string;
	/** Whether it takes what is typed. */
	readonly listens: boolean;
	readonly onChange: (value: string) => void;
	/** Sees what was pasted first; true when it is dealt with and not for the path. */
	readonly onPaste: (text: string) => boolean;
	readonly columns: number;
};

/** Draws the field for the path of a file, and below it what the path could go on with. */
export function PathField({label, value, names, placeholder, listens, onChange, onPaste, columns}: Props) {
	const {ellipsis} = useSigns();
	return (
		<>
			<FieldRow label={label} labelWidth={label.length} isFocused columns={columns}>
				{width => (
					<TextField
						value={value}
						focus={listens}
						width={width}
						placeholder={placeholder}
						onChange={onChange}
						onPaste={onPaste}
					/>
				)}
			</FieldRow>
			{names.length > 0 ? (
				<Sentence dimColor>
					{truncate(sanitise(names.join('  '), {graphemes: 400}), columns, ellipsis)}
				</Sentence>
			) : null}
		</>
	);
}
