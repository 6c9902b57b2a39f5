import {Box} from 'ink';
import {Sentence} from '../components/sentence.tsx';
import {usePaint} from '../components/signs-context.tsx';
import {plainWord} from '../store/draft-checks.ts';
import {sanitise} from '../text/sanitise.ts';
import {passphraseHints} from './passphrase-hints.ts';
import {PassphraseRow} from './passphrase-row.tsx';
import {useSecretDraft} from './screen-context.tsx';

type Props = {
	/** What the passphrase is for. */
	readonly what: string;
	/** What it means to do without one. */
	readonly without: string;
	/** The name of the token or of the key. */
	readonly name: string;
	readonly field: 'first' | 'second';
	/** Whether it takes keys: not while the key is being sealed. */
	readonly listens?: boolean;
	readonly problem?: string | undefined;
	readonly columns: number;
};

/** Asks for a new passphrase twice, or for the word that stands for none. */
export function NewPassphrase({what, without, name, field, listens = true, problem, columns}: Props) {
	const [passphrase] = useSecretDraft('new-key-passphrase');
	const [again] = useSecretDraft('new-key-passphrase-again');
	const hints = passphraseHints(passphrase, again, name);
	const paint = usePaint();
	return (
		<>
			<Sentence>{what}</Sentence>
			<Box flexDirection="column">
				<PassphraseRow
					field="new-key-passphrase"
					label="Passphrase"
					isFocused={field === 'first'}
					listens={field === 'first' && listens}
					hint={hints.first}
					columns={columns}
				/>
				<PassphraseRow
					field="new-key-passphrase-again"
					label="Again"
					isFocused={field === 'second'}
					listens={field === 'second' && listens}
					hint={hints.second}
					columns={columns}
				/>
			</Box>
			{problem ? <Sentence {...paint('red')}>{`! ${sanitise(problem, {graphemes: 400})}`}</Sentence> : null}
			<Sentence dimColor>
				{hints.below ??
					`No passphrase? Leave the first field empty and type ${plainWord} in the second: ${without}`}
			</Sentence>
		</>
	);
}
