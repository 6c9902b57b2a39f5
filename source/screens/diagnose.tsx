import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {Notice} from '../components/notice.tsx';
import {PathField} from '../components/path-field.tsx';
import {Sentence} from '../components/sentence.tsx';
import {useSigns} from '../components/signs-context.tsx';
import {Spinner} from '../components/spinner.tsx';
import type {Check} from '../operations/diagnose/check.ts';
import type {Diagnosis} from '../store/diagnose-slice.ts';
import {sanitise} from '../text/sanitise.ts';
import {diagnoseKeymapNow} from './diagnose-keymap.ts';
import {diagnosisFacts} from './facts/diagnosis-facts.ts';
import {factLines} from './facts/fact.ts';
import {Frame} from './frame.tsx';
import {KeptScroll} from './kept-scroll.tsx';
import {RunSteps} from './run-steps.tsx';
import {useApp, useVerbs} from './screen-context.tsx';
import {SdkWays} from './sdk-ways.tsx';

type Room = {readonly columns: number; readonly rows: number};
type PageProps = Room & {readonly diagnosis: Diagnosis};

function File({diagnosis: {file, names, problem}, columns}: PageProps) {
	const {editDiagnosisFile, dropPastedFile} = useVerbs();
	return (
		<Box flexDirection="column" gap={1}>
			<Sentence>Name the .env file of an application that does not work.</Sentence>
			<PathField
				label="File"
				value={file}
				names={names}
				placeholder=".env"
				listens
				onChange={editDiagnosisFile}
				onPaste={dropPastedFile}
				columns={columns}
			/>
			{problem ? (
				<Notice
					what={sanitise(problem.message, {graphemes: 300})}
					means={sanitise(problem.remedy, {graphemes: 300})}
				/>
			) : (
				<Sentence dimColor>
					It is read here: names, ids, key, addresses, clock, rights, and a handshake as the application would
					make it. Nothing of its key or passphrase is shown, and nothing is sent for another environment.
				</Sentence>
			)}
		</Box>
	);
}

function Looking({diagnosis: {run}, columns}: PageProps) {
	return (
		<Box flexDirection="column" gap={1}>
			<Text>
				<Spinner /> looking at it
			</Text>
			{run.steps.length > 0 ? <RunSteps steps={run.steps} columns={columns} /> : null}
		</Box>
	);
}

type FoundProps = Room & {readonly path: string; readonly checks: readonly Check[]};

function Found({path, checks, columns, rows}: FoundProps) {
	const signs = useSigns();
	const lines = useMemo(
		() => factLines(diagnosisFacts({path, checks}, signs), columns),
		[path, checks, signs, columns],
	);
	return <KeptScroll of={`diagnosis ${path}`} lines={lines} columns={columns} rows={rows} />;
}

function Page(props: PageProps) {
	const {diagnose} = useVerbs();
	const {page, path = '', checks = []} = props.diagnosis;
	switch (page) {
		case 'file':
			return <File {...props} />;
		case 'looking':
			return <Looking {...props} />;
		case 'found':
			return <Found path={path} checks={checks} columns={props.columns} rows={props.rows} />;
		case 'as':
			return (
				<Box flexDirection="column" gap={1}>
					<SdkWays
						own="As Node reads the file, with the algorithm of the token."
						columns={props.columns}
						rows={props.rows}
						onChoose={sdk => void diagnose(sdk)}
					/>
				</Box>
			);
	}
}

/** Says what is wrong with the `.env` file of an application that does not work, and what helps. */
export function Diagnose() {
	const diagnosis = useApp(state => state.diagnosis);
	const keymap = useApp(diagnoseKeymapNow);
	const as = diagnosis?.page === 'file' ? undefined : diagnosis?.as;
	return (
		<Frame keymap={keymap} crumbs={['Tokens', 'Diagnose a .env file', ...(as ? [`As ${as.name}`] : [])]}>
			{room => (diagnosis ? <Page diagnosis={diagnosis} {...room} /> : null)}
		</Frame>
	);
}
