import {type FieldMessage, FieldRow} from '../components/field-row.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {TextField} from '../components/text-field.tsx';
import type {SecretField} from '../store/secret-drafts.ts';
import {sanitise} from '../text/sanitise.ts';
import {useSecretDraft} from './screen-context.tsx';

type Props = {
	readonly field: SecretField;
	readonly label: string;
	readonly labelWidth?: number;
	readonly columns: number;
	/** Whether its sign and its label say that it is the one to be filled in. */
	readonly isFocused?: boolean;
	/** Whether it takes keys: not while the key is being opened. */
	readonly listens?: boolean;
	readonly problem?: string | undefined;
	/** What is said about it while there is no problem. */
	readonly hint?: FieldMessage | undefined;
};

/** A masked field for a passphrase, which is kept beside the state. */
export function PassphraseRow({
	field,
	label,
	labelWidth = 12,
	columns,
	isFocused = true,
	listens = isFocused,
	problem,
	hint,
}: Props) {
	const [passphrase, change] = useSecretDraft(field);
	const {mask} = useSigns();
	return (
		<FieldRow
			label={label}
			labelWidth={labelWidth}
			isFocused={isFocused}
			columns={columns}
			message={problem === undefined ? hint : {tone: 'error', text: sanitise(problem)}}
		>
			{width => <TextField value={passphrase} focus={listens} mask={mask} width={width} onChange={change} />}
		</FieldRow>
	);
}
