import {Box, Text} from 'ink';
import {FieldRow} from '../../components/field-row.tsx';
import {usePaint, useSigns} from '../../components/signs-context.tsx';
import {TextField} from '../../components/text-field.tsx';
import {passphraseStrength} from '../../keys/passphrase-strength.ts';
import {plainWord} from '../../store/draft-checks.ts';
import {makeSecret} from '../../text/secret.ts';
import {useApp, useSecretDraft, useVerbs} from '../screen-context.tsx';

/** Asks for the passphrase that encrypts the private key, twice; or for the word that says that none is wanted. */
export function PassphrasePage({columns}: {readonly columns: number}) {
	const {name, passphraseField, passphraseProblem} = useApp(state => state.draft);
	const [passphrase, changePassphrase] = useSecretDraft('passphrase');
	const [again, changeAgain] = useSecretDraft('passphrase-again');
	const {keepPastedKey} = useVerbs();
	const {mask} = useSigns();
	const paint = usePaint();
	const isFirst = passphraseField === 'first';
	const wantsPlain = passphrase === '';
	const strength = wantsPlain ? undefined : passphraseStrength(makeSecret(passphrase), name);
	// Whatever else was typed there may be a passphrase, and is never drawn.
	const isWord = wantsPlain && plainWord.startsWith(again);
	const isSame = !wantsPlain && passphrase === again;
	return (
		<Box flexDirection="column" gap={1}>
			<Text>This passphrase encrypts the key file. Your program needs it too. Nobody can recover it.</Text>
			<Box flexDirection="column">
				<FieldRow
					label="Passphrase"
					labelWidth={12}
					isFocused={isFirst}
					columns={columns}
					message={strength ? {tone: strength.help ? 'hint' : 'ok', text: strength.word} : undefined}
				>
					{width => (
						<TextField
							value={passphrase}
							focus={isFirst}
							mask={mask}
							width={width}
							onChange={changePassphrase}
							onPaste={keepPastedKey}
						/>
					)}
				</FieldRow>
				<FieldRow
					label={wantsPlain ? `Type ${plainWord}` : 'Again'}
					labelWidth={12}
					isFocused={!isFirst}
					columns={columns}
					message={isSame ? {tone: 'ok', text: 'the same'} : undefined}
				>
					{width => (
						<TextField
							value={again}
							focus={!isFirst}
							{...(isWord ? {} : {mask})}
							width={width}
							onChange={changeAgain}
							onPaste={keepPastedKey}
						/>
					)}
				</FieldRow>
			</Box>
			{passphraseProblem ? <Text {...paint('red')}>{`! ${passphraseProblem}`}</Text> : null}
			<Text dimColor>
				{wantsPlain
					? `No passphrase? Leave the first field empty and type ${plainWord} in the second: the file alone is then enough to act as this token.`
					: `It is used as you type it: blanks count. ${strength?.help ?? ''}`.trimEnd()}
			</Text>
		</Box>
	);
}
