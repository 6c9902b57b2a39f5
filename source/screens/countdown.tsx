import {Text, useAnimation} from 'ink';
import {timeLeft} from '../text/time-left.ts';
import {useNow} from './screen-context.tsx';

/** Draws how much is left until a moment (milliseconds since the epoch), anew every second; nothing else is drawn for it. */
export function Countdown({until}: {readonly until: number}) {
	useAnimation({interval: 1000});
	return <Text bold>{timeLeft(until - useNow())}</Text>;
}
