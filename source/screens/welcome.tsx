import {Box} from 'ink';
import {Menu} from '../components/menu.tsx';
import {Sentence} from '../components/sentence.tsx';
import {type Environment, prodEnvironment, sandboxEnvironment} from '../config/environments.ts';
import {Frame} from './frame.tsx';
import {useQuit, useVerbs} from './screen-context.tsx';
import {welcomeKeymap} from './welcome-keymap.ts';

/** The first screen of the guided setup: what this is, and where to begin. */
export function Welcome() {
	const {chooseEnvironment, go, signIn} = useVerbs();
	const quit = useQuit();
	const choose = (choice: Environment | 'quit') => {
		if (choice === 'quit') {
			quit(0);
			return;
		}
		chooseEnvironment(choice);
		go({name: 'sign-in', next: 'setup-project'});
		void signIn();
	};
	return (
		<Frame keymap={welcomeKeymap} crumbs={['Welcome']}>
			{({columns}) => (
				<Box flexDirection="column" gap={1}>
					<Sentence bold>Make a machine user for your program, and prove that it works.</Sentence>
					<Sentence>
						A Personal Access Token is a machine user with a key of its own. Your program signs in with the
						private key, which never leaves this computer; Affinidi only knows the public half.
					</Sentence>
					<Menu<Environment | 'quit'>
						width={columns}
						items={[
							{
								value: sandboxEnvironment,
								label: 'Try it here, in the sandbox',
								description: 'A whole Affinidi in this program, without an account.',
							},
							{
								value: prodEnvironment,
								label: 'Set it up on Affinidi',
								description: 'With your account, in a browser; its tokens are real.',
							},
							{value: 'quit', label: 'Quit'},
						]}
						onSelect={choose}
					/>
				</Box>
			)}
		</Frame>
	);
}
