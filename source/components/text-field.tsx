import {Text} from 'ink';
import {useRef, useState} from 'react';
import {useLayer} from '../dispatch/dispatch-provider.tsx';
import {bindKeys} from '../dispatch/keymap.ts';
import {truncate} from '../text/fit-to.ts';
import {editLine, insertText, type Line, type LineCommand, startLine} from '../text/line-editor.ts';
import {viewLine} from '../text/line-view.ts';
import {maskedCommand, maskedText} from '../text/masked-line.ts';
import {oneLine} from '../text/pasted-text.ts';
import {useIsSpoken, usePaint} from './signs-context.tsx';
import {textFieldKeymap, textFieldSubmit} from './text-field-keymap.ts';

type Props = {
	readonly value: string;
	readonly onChange: (value: string) => void;
	readonly onSubmit?: (value: string) => void;
	/** Sees what was pasted first, line breaks and all; true when it is dealt with and not for the line. */
	readonly onPaste?: (text: string) => boolean;
	readonly placeholder?: string;
	readonly focus?: boolean;
	/** Stands for each grapheme of the value; a masked field moves and cuts by the whole line instead of by words. */
	readonly mask?: string;
	readonly showCursor?: boolean;
	readonly highlightPastedText?: boolean;
	/** Cells to draw in, the cursor's included; a longer value is drawn in part. */
	readonly width?: number;
};

/** Keeps the line between key presses; a value that was changed from outside leaves the cursor at its end if it was there, else where it still fits. */
const useLine = (value: string) => {
	const line = useRef<Line>(startLine(value));
	if (line.current.value !== value) {
		const {cursor} = line.current;
		const wasAtEnd = cursor === line.current.value.length;
		line.current = {
			...line.current,
			value,
			cursor: wasAtEnd || cursor > value.length - 1 ? value.length : cursor,
			isKilling: false,
		};
	}
	return line;
};

/** Draws one line of text that can be edited; it has no key listener of its own but a layer of the dispatch. */
export function TextField({
	value,
	onChange,
	onSubmit,
	onPaste,
	placeholder = '',
	focus = true,
	mask,
	showCursor = true,
	highlightPastedText = false,
	width,
}: Props) {
	const line = useLine(value);
	const [pasted, setPasted] = useState(0);
	const [, redraw] = useState(0);
	const change = (next: Line, pastedLength = 0) => {
		const previous = line.current;
		// A masked field keeps nothing that could be put back in the clear.
		line.current = mask ? {...next, killed: '', isKilling: false} : next;
		setPasted(pastedLength);
		if (next.value !== previous.value) {
			onChange(next.value);
		}
		if (next.cursor !== previous.cursor) {
			redraw(count => count + 1);
		}
	};
	const edit = (command: LineCommand) =>
		change(editLine(line.current, mask ? maskedCommand(command) : command));
	const type = (text: string) => change(insertText(line.current, text));
	const paste = (text: string) => {
		if (onPaste?.(text)) return;
		change(insertText(line.current, oneLine(text)), oneLine(text).length);
	};
	const keys = onSubmit ? [...textFieldKeymap, textFieldSubmit] : textFieldKeymap;
	useLayer(
		{
			id: 'field',
			bindings: bindKeys(keys, {edit, submit: () => onSubmit?.(line.current.value)}),
			text: type,
			paste,
		},
		focus,
	);

	const isSpoken = useIsSpoken();
	const hasCursor = focus && showCursor;
	const wrap = width === undefined ? 'wrap' : 'truncate';
	// Its own end is where the cursor of a spoken line stands.
	if (isSpoken) return <Text>{mask ? maskedText(value, 0, mask).value : value}</Text>;
	if (value === '' && placeholder !== '') {
		const shown = width === undefined ? placeholder : truncate(placeholder, width);
		return <Placeholder text={shown} hasCursor={hasCursor} />;
	}
	const drawn = mask ? maskedText(value, line.current.cursor, mask) : {value, cursor: line.current.cursor};
	if (!hasCursor) {
		const view = viewLine(drawn.value, 0, width);
		return <Text wrap={wrap}>{value === '' ? '' : view.under + view.after}</Text>;
	}
	const view = viewLine(drawn.value, drawn.cursor, width);
	const marked = highlightPastedText && !mask ? Math.min(pasted, view.before.length) : 0;
	return (
		<Text wrap={wrap}>
			{view.before.slice(0, view.before.length - marked)}
			<Text inverse>{view.before.slice(view.before.length - marked) + view.under}</Text>
			{view.after}
		</Text>
	);
}

function Placeholder({text, hasCursor}: {readonly text: string; readonly hasCursor: boolean}) {
	const paint = usePaint();
	return (
		<Text wrap="truncate">
			<Text inverse={hasCursor} {...(hasCursor ? {} : paint('gray'))}>
				{text.slice(0, 1)}
			</Text>
			<Text {...paint('gray')}>{text.slice(1)}</Text>
		</Text>
	);
}
