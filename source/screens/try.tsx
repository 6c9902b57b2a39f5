import {Box, Text} from 'ink';
import {FieldRow} from '../components/field-row.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {TextField} from '../components/text-field.tsx';
import type {TryOutcome} from '../operations/token/try-outcome.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {duration} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {pressAfter} from './press-after.ts';
import {RunSteps} from './run-steps.tsx';
import {useApp, useSecretDraft, useVerbs} from './screen-context.tsx';
import {SdkWays} from './sdk-ways.tsx';
import {tryKeymapNow} from './try-keymap.ts';

function Unlock({
	columns,
	problem,
	isBusy,
	remembers,
}: {
	readonly columns: number;
	readonly problem: string | undefined;
	readonly isBusy: boolean;
	readonly remembers: boolean;
}) {
	const [passphrase, change] = useSecretDraft('open-passphrase');
	const {mask} = useSigns();
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>The private key is encrypted. Its passphrase opens it for ten minutes.</Sentence>
			<FieldRow
				label="Passphrase"
				labelWidth={12}
				isFocused
				columns={columns}
				message={problem ? {tone: 'error', text: sanitise(problem)} : undefined}
			>
				{width => (
					<TextField value={passphrase} focus={!isBusy} mask={mask} width={width} onChange={change} />
				)}
			</FieldRow>
			<Sentence dimColor>
				{remembers
					? "Once it has opened the key, the system's keyring remembers it."
					: 'It is remembered nowhere else.'}
			</Sentence>
			{isBusy ? (
				<Text>
					<Spinner /> opening the key
				</Text>
			) : null}
		</Box>
	);
}

function Assertion({assertion}: {readonly assertion: NonNullable<TryOutcome['assertion']>}) {
	return (
		<Box flexDirection="column">
			<Sentence bold>What was signed (the signature is never shown)</Sentence>
			<Text wrap="hard">{`header  ${sanitise(JSON.stringify(assertion.header), {graphemes: 500})}`}</Text>
			<Text wrap="hard">{`claims  ${sanitise(JSON.stringify(assertion.claims), {graphemes: 900})}`}</Text>
		</Box>
	);
}

/** Proves that a token works, step by step, as an application would use it. */
export function Try({tokenId}: {readonly tokenId: string}) {
	const attempt = useApp(state => state.attempt);
	const name = useApp(state => selectToken(tokenId)(state)?.name ?? tokenId);
	const isUnlocking = attempt?.status === 'locked' || attempt?.status === 'unlocking';
	const keymap = useApp(tryKeymapNow);
	const outcome = attempt?.outcome;
	const as = attempt?.as;
	const {startTry} = useVerbs();
	if (attempt?.isChoosing) {
		return (
			<Frame keymap={keymap} crumbs={['Tokens', name, 'Try it as']}>
				{({columns, rows}) => (
					<Box flexDirection="column" gap={1}>
						<SdkWays
							own="With the algorithm of the token, and whoami."
							columns={columns}
							rows={rows}
							onChoose={sdk => void startTry(tokenId, sdk)}
						/>
					</Box>
				)}
			</Frame>
		);
	}
	return (
		<Frame keymap={keymap} crumbs={['Tokens', name, as ? `As ${as.name}` : 'Try it']}>
			{({columns}) => (
				<Box flexDirection="column" gap={1}>
					{attempt?.status === 'preparing' ? (
						<Text>
							<Spinner /> looking for its key
						</Text>
					) : null}
					{isUnlocking ? (
						<Unlock
							columns={columns}
							problem={attempt.problem}
							isBusy={attempt.status === 'unlocking'}
							remembers={attempt.remembers ?? false}
						/>
					) : null}
					{attempt?.run ? <RunSteps steps={attempt.run.steps} columns={columns} /> : null}
					{outcome?.kind === 'works' ? (
						<Notice
							tone="success"
							what={
								outcome.as === undefined
									? `It works (${duration(outcome.ms)}).`
									: `It works as the ${outcome.as} SDK would do it (${duration(outcome.ms)}).`
							}
							means={outcome.note}
							press="Enter takes it away to your program."
						/>
					) : null}
					{attempt?.failure ? (
						<Notice
							{...attempt.failure}
							press={pressAfter(attempt.failure, 'r tries again, Esc goes back.')}
						/>
					) : null}
					{attempt?.showsAssertion && outcome?.assertion ? <Assertion assertion={outcome.assertion} /> : null}
				</Box>
			)}
		</Frame>
	);
}
