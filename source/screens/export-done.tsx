import {Notice} from '../components/notice.tsx';
import {Sentence} from '../components/sentence.tsx';
import {exportForms} from '../exports/export-formats.ts';
import type {ExportDraft} from '../store/export-slice.ts';
import {sanitise} from '../text/sanitise.ts';

/** Says what was written or set, how a program gets it, and what to know about it. */
export function ExportDone({draft}: {readonly draft: ExportDraft}) {
	const {choice, path, repository, secrets, notes} = draft;
	const means = secrets ? `${repository}: ${secrets.join(', ')}` : (path ?? '');
	return (
		<>
			<Notice
				tone="success"
				what={secrets ? 'The secrets are set' : 'Your program has what it needs'}
				means={sanitise(means, {graphemes: 400})}
			/>
			<Sentence>{exportForms[choice.format].use}</Sentence>
			{notes.map(note => (
				<Sentence key={note}>{`! ${sanitise(note, {graphemes: 300})}`}</Sentence>
			))}
			<Sentence>The key itself stays in the key store. Enter goes to your tokens.</Sentence>
		</>
	);
}
