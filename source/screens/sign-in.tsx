import {Box, Text} from 'ink';
import {Notice} from '../components/notice.tsx';
import {Spinner} from '../components/spinner.tsx';
import {sanitise} from '../text/sanitise.ts';
import {Frame} from './frame.tsx';
import {useApp} from './screen-context.tsx';
import {signInKeymap} from './sign-in-keymap.ts';

/** Shows how the sign-in goes, and what a person has to do for it. */
export function SignIn() {
	const session = useApp(state => state.session);
	const environment = useApp(state => state.environment?.name ?? '');
	return (
		<Frame keymap={signInKeymap} crumbs={['Sign in']}>
			{() => {
				switch (session.status) {
					case 'signing-in':
						return (
							<Text>
								<Spinner /> Signing in to {environment}
							</Text>
						);
					case 'needs-approval':
						return (
							<Box flexDirection="column" gap={1}>
								<Text>Open this page in a browser and accept, then come back and press Enter:</Text>
								<Text wrap="hard">{sanitise(session.authUrl, {graphemes: 2000})}</Text>
								<Text dimColor>Nothing is signed in before you accept.</Text>
							</Box>
						);
					case 'failed':
						return <Notice {...session.failure} press="Enter tries again, Esc goes back." />;
					case 'signed-out':
						return <Text>You are signed out. Enter signs in.</Text>;
					case 'signed-in':
						return <Text>Signed in as {sanitise(session.email)}.</Text>;
				}
			}}
		</Frame>
	);
}
