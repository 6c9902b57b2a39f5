import {Box, Text} from 'ink';
import {Dialog} from '../components/dialog.tsx';
import {Menu} from '../components/menu.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {plural} from '../text/plural.ts';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp, useVerbs} from './screen-context.tsx';
import {signOutKeymap} from './sign-out-keymap.ts';

/** Asks before somebody is signed out, and says what is forgotten by it and what stays. */
export function SignOut() {
	const session = useApp(state => state.session);
	const environment = useApp(state => state.environment?.name ?? '');
	const open = useApp(state => state.interrupted.length);
	const {signOut, back} = useVerbs();
	const who = session.status === 'signed-in' ? sanitise(session.email || session.sub) : '';
	return (
		<Frame keymap={signOutKeymap} crumbs={['Sign out']}>
			{size => (
				<Dialog title={`Sign out of ${environment}`} {...size}>
					{width =>
						session.status === 'signed-in' ? (
							<Box flexDirection="column" gap={1}>
								<Sentence bold>{who}</Sentence>
								<Box flexDirection="column">
									<Sentence>Forgotten here: the session and the kept list of tokens.</Sentence>
									<Sentence>
										{session.isAdopted
											? 'The official CLI stays signed in: the session is its own.'
											: 'The service is told to end the session, too.'}
									</Sentence>
									<Sentence>What stays: your private keys, and your tokens on the service.</Sentence>
									{open > 0 ? (
										<Sentence>{`${plural(open, 'operation')} can be finished after the next sign-in.`}</Sentence>
									) : null}
								</Box>
								<Menu
									width={width}
									items={[
										{value: 'cancel', label: 'Cancel'},
										{value: 'sign-out', label: 'Sign out'},
									]}
									onSelect={choice => void (choice === 'cancel' ? back() : signOut())}
								/>
							</Box>
						) : (
							<Text>
								<Spinner /> signing out
							</Text>
						)
					}
				</Dialog>
			)}
		</Frame>
	);
}
