import {Text, useAnimation} from 'ink';
import {useIsStill} from '../components/signs-context.tsx';
import {timeLeft} from '../text/time-left.ts';
import {useNow} from './screen-context.tsx';

/** Draws how much is left until a moment (milliseconds since the epoch), anew every second, or every ten where little may move. */
export function Countdown({until}: {readonly until: number}) {
	useAnimation({interval: useIsStill() ? 10_000 : 1000});
	return <Text bold>{timeLeft(until - useNow())}</Text>;
}
