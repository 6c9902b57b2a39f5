import {Text, useAnimation} from 'ink';
import {useIsSpoken, useIsStill, usePaint, useSigns} from './signs-context.tsx';

function Turning() {
	const {spinner} = useSigns();
	const paint = usePaint();
	const {frame} = useAnimation({interval: 100});
	return <Text {...paint('cyan')}>{spinner[frame % spinner.length]}</Text>;
}

/** Draws a turning sign, ten times a second while it is on the screen; one that rests where nothing may move. */
export function Spinner() {
	const {ellipsis, spinner} = useSigns();
	const paint = usePaint();
	const resting = useIsSpoken() ? spinner[0] : ellipsis;
	return useIsStill() ? <Text {...paint('cyan')}>{resting}</Text> : <Turning />;
}
