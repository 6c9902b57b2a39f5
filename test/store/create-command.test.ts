import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import fc from 'fast-check';
import {toProject} from '../../source/api/project.ts';
import {createToken} from '../../source/commands/token/create-token.ts';
import {wishForPreset} from '../../source/commands/token/grant-wish.ts';
import {plannedCreate} from '../../source/commands/token/planned-create.ts';
import {sandboxEnvironment} from '../../source/config/environments.ts';
import {createCommand} from '../../source/store/create-command.ts';
import {createRequests} from '../../source/store/create-requests.ts';
import {type CreateDraft, emptyDraft} from '../../source/store/draft-slice.ts';

const aDraft = (change: Partial<CreateDraft> = {}): CreateDraft => ({
	...emptyDraft,
	name: 'ci-deploy-prod',
	algorithm: 'ES256',
	project: toProject({id: '0b7e6a3c-9d54-4f0e-8a51-3f1f7c2d9e10', name: 'Acme'}),
	...change,
});

const wordsOf = (command: string): readonly string[] =>
	execFileSync(
		'sh',
		['-c', `show() { for word; do printf '%s\\0' "$word"; done; }; ${command.replace('pat-tui', 'show')}`],
		{
			encoding: 'utf8',
		},
	)
		.split('\0')
		.slice(0, -1);

test('a shell reads the command of a draft as it was filled in, whatever the name holds', () => {
	fc.assert(
		fc.property(fc.string({minLength: 1, maxLength: 40}), text => {
			const name = text.replaceAll('\0', '').trim();
			assert.deepEqual(
				wordsOf(createCommand(aDraft({name}), {environment: 'sandbox', hasPassphrase: true})),
				[
					'token',
					'create-token',
					`--name=${name}`,
					'-a',
					'ES256',
					'-g',
					'--passphrase-stdin',
					`--project=${aDraft().project?.id}`,
					'--preset=issue',
					'--environment=sandbox',
				],
			);
		}),
		{numRuns: 40},
	);
});

test('every flag of the command is one that the command has', () => {
	const words = wordsOf(createCommand(aDraft(), {environment: undefined, hasPassphrase: true}));
	const flags = words.filter(word => word.startsWith('-')).map(word => word.replace(/^-+|=.*$/gs, ''));
	const known = createToken.flags.flatMap(({name, short}) => (short === undefined ? [name] : [name, short]));
	assert.deepEqual(
		flags.filter(flag => !known.includes(flag)),
		[],
	);
});

test('without rights no project is named, and without a passphrase none is asked for', () => {
	const command = createCommand(aDraft({permissions: 'none'}), {
		environment: undefined,
		hasPassphrase: false,
	});
	assert.equal(command, 'pat-tui token create-token --name=ci-deploy-prod -a ES256 -g --no-input');
});

test('the requests are those that a dry run of the command prints', () => {
	const draft = aDraft();
	for (const permissions of ['issue', 'none'] as const) {
		const wish = permissions === 'none' ? undefined : wishForPreset(permissions);
		const planned = plannedCreate(sandboxEnvironment, {
			name: draft.name,
			key: {kind: 'new', algorithm: draft.algorithm},
			keyId: undefined,
			wish: wish && {...wish, projects: [draft.project?.id ?? '']},
		});
		const listed = createRequests({...draft, permissions}).map(({method, path}) => `${method} ${path}`);
		assert.deepEqual(
			// The command looks its project up first; the wizard knows it.
			planned
				.filter(({url}) => !url.includes('/api/project'))
				.map(({method, url}) => `${method} ${url.replace(/^https?:\/\/[^/]+|\?.*$/g, '')}`),
			listed,
		);
	}
});

test('a key in a cloud is named by its reference, and its profile where it has one', () => {
	const key = {
		publicJwk: {kty: 'RSA', n: 'AQAB', e: 'AQAB'},
		thumbprint: 't',
		algorithms: ['RS256'],
		form: 'f',
	} as const;
	const kms = {reference: 'aws:alias/a@eu-central-1', profile: 'my profile'};
	const brought = {key, file: undefined, isHalf: false, link: {custody: 'kms', kms}} as const;
	const draft = aDraft({keyOrigin: 'brought', brought, permissions: 'none'});
	const words = wordsOf(createCommand(draft, {environment: undefined, hasPassphrase: false}));
	assert.deepEqual(words.slice(-2), ['--kms=aws:alias/a@eu-central-1', '--kms-profile=my profile']);
});
