import {Box, Text} from 'ink';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import {selectIsNewKeyElsewhere} from '../store/new-key-place.ts';
import type {RotationDraft} from '../store/rotation-draft.ts';
import {selectToken} from '../store/tokens-slice.ts';
import {truncateStart} from '../text/fit-to.ts';
import {relativeTime} from '../text/relative-time.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {NewKey} from './new-key/new-key.tsx';
import {NewPassphrase} from './new-passphrase.tsx';
import {PassphraseRow} from './passphrase-row.tsx';
import {pressAfter} from './press-after.ts';
import {RotateConfirm} from './rotate-confirm.tsx';
import {rotateKeymapNow} from './rotate-keymap.ts';
import {RotateLeak} from './rotate-leak.tsx';
import {useApp, useNow, useVerbs} from './screen-context.tsx';

type PageProps = {readonly rotation: RotationDraft; readonly columns: number; readonly rows: number};

const ways = [
	{
		value: 'overlap',
		label: 'Both keys work until you finish',
		description: 'No downtime: hand the new key over, then finish.',
	},
	{
		value: 'swap',
		label: 'Swap at once',
		description: 'Your application fails until it has the new key.',
	},
] as const;

function Begin({rotation: {token}, columns}: PageProps) {
	const {chooseRotation} = useVerbs();
	const kid = token?.keys[0]?.kid;
	return (
		<>
			<Sentence>{`Another key takes the place of the ${sanitise(token?.algorithm ?? '')} key ${sanitise(kid || 'without a key id')}. Where it comes from is asked next.`}</Sentence>
			<Menu width={columns} items={ways} onSelect={mode => void chooseRotation({does: 'begin', mode})} />
		</>
	);
}

const openWays = [
	{
		value: 'look',
		label: 'Look at it again',
		description: 'Tries both keys; says what your application needs.',
	},
	{
		value: 'export',
		label: 'Take the new key away',
		description: 'In the form that your application reads.',
	},
	{
		value: 'finish',
		label: 'Finish',
		description: 'The old key is refused from then on. Asks first.',
	},
	{
		value: 'roll-back',
		label: 'Roll back',
		description: 'The old key alone, as before. Asks first.',
	},
] as const;

const swapWays = openWays
	.filter(({value}) => value === 'look' || value === 'roll-back')
	.map(way =>
		way.value === 'look' ? {...way, label: 'Go on', description: 'From the step at which it stopped.'} : way,
	);

function Open({rotation: {tokenId, open, mode}, columns}: PageProps) {
	const {chooseRotation, go, beginExport} = useVerbs();
	const now = useNow();
	const isElsewhere = useApp(state => open !== undefined && selectIsNewKeyElsewhere(open.intent)(state));
	if (!open) return null;
	const {intent, openedAt} = open;
	const choose = (way: (typeof openWays)[number]['value']) => {
		if (way === 'export') {
			beginExport(tokenId);
			go({name: 'export', tokenId});
		} else {
			void chooseRotation({does: way});
		}
	};
	return (
		<>
			<Sentence>
				{`A rotation is open, begun ${relativeTime(Date.parse(openedAt), now)}: the new key has the id ${sanitise(intent.newKey.kid)}.`}
			</Sentence>
			<Menu
				width={columns}
				items={(mode === 'swap' ? swapWays : openWays).filter(
					({value}) => value !== 'export' || !isElsewhere,
				)}
				onSelect={choose}
			/>
		</>
	);
}

function Unlock({rotation: {locked, isOpening, problem}, columns}: PageProps) {
	const {ellipsis} = useSigns();
	const [key] = locked;
	return (
		<>
			<Text>{truncateStart(sanitise(key?.path ?? '', {graphemes: 400}), columns, ellipsis)}</Text>
			<Sentence>
				This key of the token is encrypted. With its passphrase it is tried; Enter alone leaves it untried.
			</Sentence>
			<PassphraseRow
				field="open-passphrase"
				label="Passphrase"
				columns={columns}
				listens={!isOpening}
				problem={problem}
			/>
			{isOpening ? (
				<Text>
					<Spinner /> opening the key
				</Text>
			) : null}
		</>
	);
}

function Page(props: PageProps) {
	switch (props.rotation.page) {
		case 'begin':
			return <Begin {...props} />;
		case 'open':
			return <Open {...props} />;
		case 'leak':
			return <RotateLeak {...props} />;
		case 'key':
			return <NewKey columns={props.columns} rows={props.rows} />;
		case 'passphrase':
			return (
				<NewPassphrase
					what="This passphrase encrypts the new key file. Your program needs it too. Nobody can recover it."
					without="the file alone is then enough to act as this token."
					name={props.rotation.token?.name ?? ''}
					field={props.rotation.field}
					problem={props.rotation.problem}
					columns={props.columns}
				/>
			);
		case 'unlock':
			return <Unlock {...props} />;
		case 'confirm':
			return <RotateConfirm {...props} />;
		case 'reading':
			return (
				<Text>
					<Spinner /> reading its keys
				</Text>
			);
		case 'impossible':
			return null;
	}
}

/** Prepares the change of a token's key: how, with which passphrase, and with the name typed before a key stops working. */
export function Rotate({tokenId}: {readonly tokenId: string}) {
	const rotation = useApp(state => state.rotation);
	const keymap = useApp(rotateKeymapNow);
	const listed = useApp(state => selectToken(tokenId)(state)?.name);
	const name = rotation?.token?.name ?? listed ?? tokenId;
	const status = rotation?.open ? '' : 'Nothing has been sent yet.';
	return (
		<Frame
			keymap={keymap}
			crumbs={['Tokens', name, rotation?.isLeak ? 'Leaked key' : 'Rotate key']}
			status={status}
		>
			{({columns, rows}) => (
				<Box flexDirection="column" gap={1}>
					{rotation ? <Page rotation={rotation} columns={columns} rows={rows} /> : null}
					{rotation?.failure ? (
						<Notice
							{...rotation.failure}
							press={pressAfter(rotation.failure, 'r reads it again, Esc goes back.')}
						/>
					) : null}
				</Box>
			)}
		</Frame>
	);
}
