import {Text, useAnimation} from 'ink';
import {usePaint, useSigns} from './signs-context.tsx';

/** Draws a turning sign, ten times a second while it is on the screen. */
export function Spinner() {
	const {spinner} = useSigns();
	const paint = usePaint();
	const {frame} = useAnimation({interval: 100});
	return <Text {...paint('cyan')}>{spinner[frame % spinner.length]}</Text>;
}
