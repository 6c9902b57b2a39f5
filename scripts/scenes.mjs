/** The pictures of the documents: how each is reached, from a fresh home, and what must be on the screen when it is taken. */
export const scenes = [
	{
		file: 'docs/tokens.svg',
		title: 'pat-tui: the list of tokens',
		args: ['--environment', 'sandbox'],
		columns: 100,
		rows: 30,
		/** Makes a first token by the guided setup and ends on the list. */
		play: async ({waitFor, press}) => {
			await waitFor('pat-tui', 'the first frame');
			press('enter');
			await waitFor('Tokens', 'the list of tokens');
		},
	},
];
