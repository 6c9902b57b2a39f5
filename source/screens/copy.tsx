import {Box} from 'ink';
import {Menu} from '../components/menu.tsx';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {copiedName, copyablesOf} from '../store/copy-slice.ts';
import type {CopySubject} from '../store/route.ts';
import {fitTo} from '../text/fit-to.ts';
import {sanitise} from '../text/sanitise.ts';
import {copyKeymap} from './copy-keymap.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';

const labelColumns = 20;

/** Lists what can be copied of a token or a key; what a row shows is made safe to draw, what is copied is the true value. */
export function CopyPage({subject}: {readonly subject: CopySubject}) {
	const menu = useApp(state => state.copyMenu);
	const tokens = useApp(state => state.tokens);
	const environment = useApp(state => state.environment);
	const keyRows = useApp(state => state.keyRows);
	const known = {tokens, environment, keyRows};
	const {copyRow, pointAtCopy} = useVerbs();
	const rows = copyablesOf(subject, known);
	const isKey = subject.kind === 'key';
	return (
		<Frame
			keymap={copyKeymap}
			crumbs={[isKey ? 'Keys' : 'Tokens', copiedName(subject, known) ?? subject.id, 'Copy']}
		>
			{({columns, rows: lines}) =>
				rows.length === 0 ? (
					<Sentence>{`There is nothing to copy: the ${subject.kind} is not in the list any more. Esc goes back.`}</Sentence>
				) : (
					<Box flexDirection="column" gap={1}>
						<Sentence>What shall be copied? Nothing of it is secret.</Sentence>
						<Menu
							width={columns}
							limit={Math.max(3, lines - 6)}
							initialIndex={menu?.at ?? 0}
							items={rows.map(({label, text}, at) => ({
								value: at,
								label: `${fitTo(label, labelColumns)}${sanitise(text)}`,
							}))}
							onHighlight={pointAtCopy}
							onSelect={at => void copyRow(at)}
						/>
						{menu?.written === undefined ? null : (
							<Notice
								tone="success"
								what="Written to a file of mode 0600"
								means={sanitise(menu.written, {graphemes: 400})}
							/>
						)}
						{menu?.problem === undefined ? null : (
							<Notice what="No file was written" means={sanitise(menu.problem, {graphemes: 400})} />
						)}
					</Box>
				)
			}
		</Frame>
	);
}
