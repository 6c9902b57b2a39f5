import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp} from './screen-context.tsx';
import {signInKeymap} from './sign-in-keymap.ts';
import {SignInWaiting} from './sign-in-waiting.tsx';

/** Shows how the sign-in goes, and what a person has to do for it. */
export function SignIn() {
	const session = useApp(state => state.session);
	const environment = useApp(state => state.environment?.name ?? '');
	return (
		<Frame keymap={signInKeymap} crumbs={['Sign in']}>
			{size => {
				switch (session.status) {
					case 'signing-in':
						return (
							<Text>
								<Spinner /> Signing in to {environment}
							</Text>
						);
					case 'found':
						return (
							<Notice
								tone="info"
								what={`The official CLI is signed in as ${sanitise(session.email)}`}
								said={`Found in ${sanitise(session.place)}, and ${environment} says that it counts.`}
								means="It can be used here, too. It stays the official CLI's own: signing out here leaves it alone."
								press="Enter uses it, b signs in anew in a browser."
							/>
						);
					case 'needs-approval':
						return <SignInWaiting wait={session} {...size} />;
					case 'failed':
						return (
							<Notice {...session.failure} press="Enter tries again, r opens a new page, Esc goes back." />
						);
					case 'signed-out':
						return (
							<Box flexDirection="column" gap={1}>
								{session.note ? <Sentence>{sanitise(session.note, {graphemes: 400})}</Sentence> : null}
								<Sentence>{`Nobody is signed in to ${environment} now. Enter signs in.`}</Sentence>
							</Box>
						);
					case 'signing-out':
						return (
							<Text>
								<Spinner /> Signing out of {environment}
							</Text>
						);
					case 'signed-in':
						return <Sentence>{`Signed in as ${sanitise(session.email || session.sub)}.`}</Sentence>;
				}
			}}
		</Frame>
	);
}
