import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {cells} from '../text/cells.ts';
import {fitTo} from '../text/fit-to.ts';
import {Sentence} from './sentence.tsx';
import {useIsSpoken, usePaint, useSigns} from './signs-context.tsx';

/** What is said about a field: an error keeps it from being sent, a hint helps, ok confirms. */
export type FieldMessage = {readonly tone: 'error' | 'hint' | 'ok'; readonly text: string};

type Props = {
	readonly label: string;
	/** Gets the cells that the field may take. */
	readonly children: (width: number) => ReactNode;
	readonly isFocused?: boolean;
	readonly message?: FieldMessage | undefined;
	readonly columns: number;
	readonly labelWidth?: number;
};

const colours = {error: 'red', ok: 'green', hint: undefined} as const;

function Message({tone, text}: FieldMessage) {
	const signs = useSigns();
	const paint = usePaint();
	const sign = tone === 'error' ? `${signs.attention} ` : tone === 'ok' ? `${signs.done} ` : '';
	return (
		<Sentence dimColor={tone === 'hint'} {...paint(colours[tone])}>
			{sign + text}
		</Sentence>
	);
}

/** Draws a label, its field and what is to be said about it: beside the field where there is room for all of it, else below. */
export function FieldRow({label, children, isFocused = false, message, columns, labelWidth = 14}: Props) {
	const {cursor, ellipsis} = useSigns();
	const isSpoken = useIsSpoken();
	if (isSpoken) {
		return (
			<Box flexDirection="column">
				{message ? <Message {...message} /> : null}
				<Box aria-role="textbox" aria-state={{selected: isFocused}}>
					<Text>
						{`${label}: `}
						{children(columns)}
					</Text>
				</Box>
			</Box>
		);
	}
	const room = columns - labelWidth - 4;
	const messageRoom = cells(message?.text ?? '') + 2;
	const isBeside = columns >= 76 && messageRoom <= room / 2;
	const fieldRoom = isBeside && message ? room - messageRoom - 2 : room;
	return (
		<Box flexDirection="column" width={columns}>
			<Box>
				<Text
					bold={isFocused}
				>{`${isFocused ? cursor : ' '} ${fitTo(label, labelWidth, {ellipsis})}  `}</Text>
				<Box width={fieldRoom}>{children(fieldRoom)}</Box>
				{isBeside && message ? (
					<Box paddingLeft={2}>
						<Message {...message} />
					</Box>
				) : null}
			</Box>
			{!isBeside && message ? (
				<Box paddingLeft={labelWidth + 4}>
					<Message {...message} />
				</Box>
			) : null}
		</Box>
	);
}
