import {Box, Text} from 'ink';
import {FieldRow} from '../../components/field-row.tsx';
import {Sentence} from '../../components/sentence.tsx';
import {usePaint, useSigns} from '../../components/signs-context.tsx';
import {TextField} from '../../components/text-field.tsx';
import {Tick} from '../../components/tick.tsx';
import {madeBits} from '../../keys/make-passphrase.ts';
import {notedWord, plainWord, wordInstead} from '../../store/draft-checks.ts';
import {passphraseHints} from '../passphrase-hints.ts';
import {useApp, useSecretDraft, useVerbs} from '../screen-context.tsx';

type Props = {readonly columns: number; readonly rows: number};

function Made({columns, isExplained}: {readonly columns: number; readonly isExplained: boolean}) {
	const [passphrase] = useSecretDraft('passphrase');
	return (
		<Box flexDirection="column" width={columns}>
			<Sentence>Your passphrase, shown this once:</Sentence>
			<Text bold>{`  ${passphrase}`}</Text>
			{isExplained ? (
				<Sentence dimColor>
					{`Write it down where your program's secrets are, then type ${notedWord}, or the passphrase itself.`}
				</Sentence>
			) : null}
		</Box>
	);
}

/** Asks for the passphrase that encrypts the private key, twice, or makes one; or takes the word that says that none is wanted. */
export function PassphrasePage({columns, rows}: Props) {
	const {name, passphraseField, passphraseProblem, showsPassphrase, madePassphrase} = useApp(
		state => state.draft,
	);
	const [passphrase] = useSecretDraft('passphrase');
	const [again] = useSecretDraft('passphrase-again');
	const {keepPastedKey, typePassphrase} = useVerbs();
	const {mask} = useSigns();
	const paint = usePaint();
	const hints = passphraseHints(passphrase, again, name);
	const word = wordInstead(passphrase, {isMade: madePassphrase !== 'none'});
	// Whatever else was typed there may be a passphrase, and is never drawn unless that was asked for.
	const isWord = word?.startsWith(again) ?? false;
	const masked = showsPassphrase ? {} : {mask};
	const gap = rows > 14 ? 1 : 0;
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>
				This passphrase encrypts the key file. Your program needs it too. Nobody can recover it.
			</Sentence>
			<Box flexDirection="column">
				<FieldRow
					label="Passphrase"
					labelWidth={12}
					isFocused={passphraseField === 'first'}
					columns={columns}
					message={hints.first}
				>
					{width => (
						<TextField
							value={passphrase}
							focus={passphraseField === 'first'}
							{...masked}
							width={width}
							onChange={text => typePassphrase('first', text)}
							onPaste={keepPastedKey}
						/>
					)}
				</FieldRow>
				<FieldRow
					label={word === undefined ? 'Again' : `Type ${word}`}
					labelWidth={12}
					isFocused={passphraseField === 'second'}
					columns={columns}
					message={hints.second}
				>
					{width => (
						<TextField
							value={again}
							focus={passphraseField === 'second'}
							{...(isWord ? {} : masked)}
							width={width}
							onChange={text => typePassphrase('second', text)}
							onPaste={keepPastedKey}
						/>
					)}
				</FieldRow>
				<Box flexDirection="column" marginTop={gap}>
					<Tick
						label="Show while typing"
						isTicked={showsPassphrase}
						isFocused={passphraseField === 'show'}
						columns={columns}
					/>
					<Tick
						label="Make one for me"
						hint={`six words, ${madeBits} bits, shown once`}
						isTicked={madePassphrase !== 'none'}
						isFocused={passphraseField === 'make'}
						columns={columns}
					/>
				</Box>
			</Box>
			{passphraseProblem ? <Sentence {...paint('red')}>{`! ${passphraseProblem}`}</Sentence> : null}
			{madePassphrase === 'on-screen' ? (
				<Made columns={columns} isExplained={passphraseProblem === undefined} />
			) : passphrase === '' && passphraseProblem ? null : (
				<Sentence dimColor>
					{hints.below ??
						`No passphrase? Leave the first field empty and type ${plainWord} in the second: the file alone is then enough to act as this token.`}
				</Sentence>
			)}
		</Box>
	);
}
