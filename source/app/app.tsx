import {useApp as useInk, useStdin} from 'ink';
import {useEffect, useMemo} from 'react';
import {SignsProvider} from '../components/signs-context.tsx';
import {DispatchProvider} from '../dispatch/dispatch-provider.tsx';
import {type ScreenContext, ScreenProvider} from '../screens/screen-context.tsx';
import type {AppStore} from '../store/app-store.ts';
import type {Clock} from '../system/clock.ts';
import {lendTerminal} from '../terminal/lend.ts';
import {makeSuspension, type Suspension} from '../terminal/suspend.ts';
import {makeBlockedReason} from './blocked-reason.ts';
import {Router} from './router.tsx';
import {makeShownMessage} from './shown-message.ts';

type Props = {
	readonly store: AppStore;
	readonly clock: Pick<Clock, 'now' | 'sleep'>;
	readonly ascii: boolean;
	readonly colour?: boolean;
	/** Nothing turns or counts while one waits. */
	readonly isStill?: boolean;
	/** Ends the program with an exit code; by default Ink's own `exit`. */
	readonly onQuit?: (exitCode: number) => void;
	readonly canSuspend?: boolean;
	/** Says everything once more, where the screen is spoken and can not be drawn again. */
	readonly onRepeat?: (() => void) | undefined;
};

/** The whole full-screen program above its store. */
export function App({
	store,
	clock,
	ascii,
	colour = true,
	isStill = false,
	onQuit,
	canSuspend = false,
	onRepeat,
}: Props) {
	const {exit, suspendTerminal} = useInk();
	const {stdin} = useStdin();
	const suspension = useMemo((): {current: Suspension | undefined} => ({current: undefined}), []);
	useEffect(() => {
		if (!canSuspend) return undefined;
		suspension.current = makeSuspension({suspendTerminal: async () => suspendTerminal(), clock});
		return () => suspension.current?.end();
	}, [canSuspend, suspendTerminal, clock, suspension]);
	const value = useMemo(() => {
		const context: ScreenContext = {
			state: store.getState,
			quit: onQuit ?? (code => exit(code)),
			redraw: onRepeat ?? (() => void suspendTerminal(() => undefined)),
			suspend: () => void suspension.current?.suspend(),
			async lend(work) {
				await lendTerminal(async lent => suspendTerminal(lent), stdin, work);
				onRepeat?.();
			},
		};
		return {store, context, now: clock.now};
	}, [store, clock, exit, suspendTerminal, onQuit, onRepeat, suspension, stdin]);
	const blocked = useMemo(() => makeBlockedReason(store), [store]);
	const shown = useMemo(() => makeShownMessage(store, clock), [store, clock]);
	const isSpoken = onRepeat !== undefined;
	const clear = () => {
		blocked.clear();
		// What was said stays said: taking it away would only have the line that stands there otherwise read out.
		if (!isSpoken) shown.clear();
	};
	return (
		<SignsProvider ascii={ascii} colour={colour} isStill={isStill}>
			<ScreenProvider value={value}>
				<DispatchProvider onBlocked={blocked.say} onRun={clear}>
					<Router />
				</DispatchProvider>
			</ScreenProvider>
		</SignsProvider>
	);
}
