import {useIsScreenReaderEnabled} from 'ink';
import {createContext, type ReactNode, use} from 'react';
import {asciiSigns, type Signs, unicodeSigns, wordSigns} from '../terminal/signs.ts';

/** The colours that screens use: the terminal's own, readable on light and dark, never the only carrier of a meaning. */
export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'gray';

/** Gives the properties that draw a `<Text>` in a colour, or none where colours are not wanted. */
export type Paint = (colour: Colour | undefined) => {readonly color?: Colour};

const paint: Paint = colour => (colour === undefined ? {} : {color: colour});
const noPaint: Paint = () => ({});

const SignsContext = createContext<Signs>(unicodeSigns);
const PaintContext = createContext<Paint>(paint);

const StillContext = createContext(false);

type Props = {
	readonly ascii: boolean;
	readonly colour?: boolean;
	readonly isStill?: boolean;
	readonly children: ReactNode;
};

/** Chooses the signs that everything below it is drawn with, whether colours are used (NO_COLOR), and whether anything moves by itself; a screen that is spoken has words for signs. */
export function SignsProvider({ascii, colour = true, isStill = false, children}: Props) {
	const isSpoken = useIsSpoken();
	const drawn = ascii ? asciiSigns : unicodeSigns;
	return (
		<SignsContext value={isSpoken ? wordSigns : drawn}>
			<PaintContext value={colour ? paint : noPaint}>
				<StillContext value={isStill || isSpoken}>{children}</StillContext>
			</PaintContext>
		</SignsContext>
	);
}

/** Gives the signs to draw with. */
export const useSigns = (): Signs => use(SignsContext);

/** Tells whether only ASCII may be drawn. */
export const useAscii = (): boolean => use(SignsContext) !== unicodeSigns;

/** Tells whether the screen is written as lines for a screen reader: nothing is cut, framed or set side by side then. */
export const useIsSpoken = (): boolean => useIsScreenReaderEnabled();

/** Gives the function that colours a `<Text>`: `<Text {...paint('red')}>`. */
export const usePaint = (): Paint => use(PaintContext);

/** Tells whether nothing may move by itself on the screen (reduced motion). */
export const useIsStill = (): boolean => use(StillContext);
