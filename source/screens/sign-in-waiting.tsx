import {Box, Text} from 'ink';
import {Link} from '../components/link.tsx';
import {Sentence} from '../components/sentence.tsx';
import {Spinner} from '../components/spinner.tsx';
import type {SignInWait} from '../store/session-view.ts';
import {sanitise} from '../text/sanitise.ts';
import {Countdown} from './countdown.tsx';

type Props = {
	readonly wait: SignInWait;
	/** The room there is, in cells and lines. */
	readonly columns: number;
	readonly rows: number;
};

const opened: Readonly<Record<SignInWait['browser'], string>> = {
	opening: 'Accept on this page; it is being opened in your browser:',
	opened: 'Accept on this page, which was opened in your browser:',
	'not-opened': 'No browser could be opened here. Open this page yourself, on any computer, and accept:',
};

const wayBack = ({returnPath}: SignInWait): string =>
	returnPath.kind === 'automatic'
		? 'The browser comes back by itself. Should it end on a page that can not be reached (SSH, container), press Enter.'
		: `The browser can not come back by itself: ${sanitise(returnPath.reason)}. Press Enter once you have accepted.`;

const linesOf = (text: string, columns: number) => Math.ceil(text.length / Math.max(1, columns - 8));

/** Draws a sign-in that waits for a person in a browser: the page, how the browser comes back, and the time there is. */
export function SignInWaiting({wait, columns, rows}: Props) {
	const chromium = 'Affinidi wants a Chromium-based browser: Chrome, Edge, Brave.';
	const words = [opened[wait.browser], chromium, wayBack(wait), sanitise(wait.said, {graphemes: 400})];
	const taken = words.reduce((sum, text) => sum + linesOf(text, columns), 1);
	// The address matters more than the air around it.
	const gap = rows - taken - Math.ceil(wait.authUrl.length / columns) >= 4 ? 1 : 0;
	return (
		<Box flexDirection="column" gap={gap}>
			<Sentence>{words[0]}</Sentence>
			<Link url={wait.authUrl} columns={columns} rows={Math.max(3, rows - taken - gap * 4)} />
			<Box flexDirection="column">
				<Sentence>{words[1]}</Sentence>
				<Sentence>{words[2]}</Sentence>
			</Box>
			<Text>
				Nobody is signed in before you accept. Time left: <Countdown until={wait.expiresAt} />
			</Text>
			{wait.isAsking ? (
				<Text>
					<Spinner /> asking the service
				</Text>
			) : (
				<Sentence bold>{words[3]}</Sentence>
			)}
		</Box>
	);
}
