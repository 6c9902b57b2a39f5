/** Makes one more token in the list, from its first key to the list again. */
const makeToken = async ({waitFor, press, type}, {name, algorithm}) => {
	await waitFor('step 1 of 6', 'the name');
	type(name);
	press('enter');
	await waitFor('step 2 of 6', 'the algorithm');
	press(algorithm);
	await waitFor('step 3 of 6', 'the key');
	press('enter');
	await waitFor('step 4 of 6', 'the passphrase');
	type('a passphrase for a picture');
	press('enter');
	type('a passphrase for a picture');
	press('enter');
	await waitFor('step 5 of 6', 'the permissions');
	press('enter');
	await waitFor('Make the token', 'the review');
	press('enter');
	await waitFor('The token is made', 'the token');
	press('escape');
	await waitFor(rows => rows.some(row => row.includes(name) && row.includes('encrypted')), 'the list');
};

/** The pictures of the documents: how each is reached, from a fresh home, and what must be on the screen when it is taken. */
export const scenes = [
	{
		file: 'docs/tokens.svg',
		title: 'pat-tui: the list of tokens',
		args: ['--environment', 'sandbox'],
		columns: 100,
		rows: 20,
		/** Makes three tokens by the wizard and ends on the list. */
		play: async app => {
			await app.waitFor('There is no token yet', 'the empty list');
			for (const token of [
				{name: 'ci-deploy-prod', algorithm: '1'},
				{name: 'issuance-worker', algorithm: '3'},
				{name: 'nightly-reports', algorithm: '1'},
			]) {
				app.press('n');
				await makeToken(app, token);
			}
			await app.waitFor(/3 tokens +read just now/, 'the whole list');
		},
	},
];
