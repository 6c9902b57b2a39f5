import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import {cells} from '../text/cells.ts';
import {fitTo, truncate} from '../text/fit-to.ts';
import {usePaint, useSigns} from './signs-context.tsx';

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

function Message({tone, text, room}: FieldMessage & {readonly room: number}) {
	const signs = useSigns();
	const paint = usePaint();
	const sign = tone === 'error' ? `${signs.attention} ` : tone === 'ok' ? `${signs.done} ` : '';
	return (
		<Text dimColor={tone === 'hint'} wrap="truncate" {...paint(colours[tone])}>
			{truncate(sign + text, room, signs.ellipsis)}
		</Text>
	);
}

/** Draws a label, its field and what is to be said about it: beside the field in a wide window, below it in a narrow one. */
export function FieldRow({label, children, isFocused = false, message, columns, labelWidth = 14}: Props) {
	const {cursor, ellipsis} = useSigns();
	const isBeside = columns >= 76;
	const room = columns - labelWidth - 4;
	const messageRoom = isBeside ? Math.min(cells(message?.text ?? '') + 2, Math.floor(room / 2)) : room;
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
						<Message {...message} room={messageRoom} />
					</Box>
				) : null}
			</Box>
			{!isBeside && message ? (
				<Box paddingLeft={labelWidth + 4}>
					<Message {...message} room={messageRoom} />
				</Box>
			) : null}
		</Box>
	);
}
