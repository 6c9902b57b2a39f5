import {Box} from 'ink';
import {Sentence} from './sentence.tsx';
import {useIsSpoken, usePaint, useSigns} from './signs-context.tsx';

type Props = {
	readonly tone?: 'error' | 'warning' | 'info' | 'success';
	/** What failed, or the news. */
	readonly what: string;
	/** What the service said: status, code, trace id. */
	readonly said?: string | undefined;
	/** What it means. */
	readonly means?: string | undefined;
	/** What to press. */
	readonly press?: string | undefined;
};

const colours = {error: 'red', warning: 'yellow', info: 'cyan', success: 'green'} as const;

/** Draws an error in four lines: what failed, what the service said, what it means, what to press. */
export function Notice({tone = 'error', what, said, means, press}: Props) {
	const signs = useSigns();
	const paint = usePaint();
	// A sign that only catches the eye has no word.
	const info = useIsSpoken() ? '' : signs.waiting;
	const sign = {error: signs.failed, warning: signs.attention, info, success: signs.done}[tone];
	return (
		<Box flexDirection="column">
			<Sentence bold {...paint(colours[tone])}>
				{`${sign} ${what}`}
			</Sentence>
			<Box flexDirection="column" paddingLeft={2}>
				{said ? <Sentence dimColor>{said}</Sentence> : null}
				{means ? <Sentence>{means}</Sentence> : null}
				{press ? <Sentence bold>{press}</Sentence> : null}
			</Box>
		</Box>
	);
}
