import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {aCloud, cloudFaults, cloudKeys} from '../fixtures/a-cloud.ts';
import {quietEffects} from '../fixtures/quiet-effects.ts';
import {type AnApp, anApp} from './an-app.tsx';

const {aws, gcp} = cloudKeys;

const endings: (() => unknown)[] = [];
let cloud: Awaited<ReturnType<typeof aCloud>>;
before(async () => {
	cloud = await aCloud({after: end => endings.push(end)});
});
after(async () => {
	for (const end of endings) await end();
});

/** Chooses an item of the menu on the screen by its label. */
const choose = async (app: AnApp, label: string) => {
	await app.waitFor(frame => frame.includes(label));
	for (let moved = 0; moved < 10 && !app.lastFrame().includes(`▸ ${label}`); moved += 1) {
		await app.press('menu.down');
	}
	await app.press('menu.choose');
};

const naming = async (app: AnApp, algorithm: string) => {
	await app.signIn();
	await app.settled();
	await app.press('token.create');
	await app.type('ci-deploy-prod');
	await app.press('create.next');
	await choose(app, algorithm);
	await app.waitFor(/step 3 of 6/);
	await choose(app, 'A key in AWS');
	await app.waitFor(/Name a key in AWS KMS/);
};

const withCloud = () => ({effects: {...quietEffects, variables: {PATH: cloud.path}}});

test('a key in a cloud is named, looked up, and a token made on it that can be tried at once', async t => {
	const app = await anApp(t, withCloud());
	await naming(app, 'ES256');
	await app.type(gcp.p256.replace('gcp:', ''));
	await app.press('new-key.cloud-field');
	await app.type('work');
	await app.press('new-key.find');
	await app.waitFor(/It is there, and it signs/);
	assert.match(app.text(), /form a key in Google Cloud KMS type EC, P-256 thumbprint \S{43} signs ES256/);
	await choose(app, 'Use it with ES256');
	await app.waitFor(/step 4 of 5/);
	await choose(app, 'Issue credentials');
	assert.match(app.text(), /kept gcp:projects\/my-project/);
	await choose(app, 'Show it as a command');
	assert.match(app.text(), /--kms=gcp:projects\/my-project.* --kms-profile=work /);
	await choose(app, 'Make the token');
	await app.waitFor(/The key is in gcp:projects/);
	assert.match(app.text(), /Note where its private key is.*Register the token/);
	const kept = await readdir(join(app.paths.keys));
	assert.deepEqual(
		kept.filter(name => !name.endsWith('.json')),
		[],
	);
	await app.keys('enter');
	await app.waitForState(({attempt}) => attempt?.status === 'done', 'the try ends');
	assert.equal(app.state().attempt?.failure, undefined);
});

test('what is wrong is said in place, and what was typed stays', async t => {
	const app = await anApp(t, withCloud());
	await naming(app, 'ES512');
	assert.match(app.text(), /AWS aws:KEYID@REGION/);
	await app.type('gcp:');
	assert.match(app.text(), /Google Cloud has no keys for ES512/);
	for (let at = 0; at < 4; at += 1) await app.keys('backspace');
	await app.type('aws:--debug');
	assert.match(app.text(), /aws kms create-key --key-usage SIGN_VERIFY --key-spec ECC_NIST_P521/);
	await app.press('new-key.find');
	await app.waitFor(/This is no key of AWS KMS/);
	for (let at = 0; at < 7; at += 1) await app.keys('backspace');
	await app.type(aws.rsa.slice(4));
	await cloud.broken(cloudFaults.aws['not-signed-in'], async () => {
		await app.press('new-key.find');
		await app.waitFor(/aws is not signed in/);
	});
	assert.equal(app.state().draft.cloudKey, aws.rsa);
	await app.press('new-key.find');
	await app.waitFor(/It is there, and it signs/);
	assert.match(app.text(), /Use it with RS256 ES512, which you chose, does not fit it/);
	await choose(app, 'Name another one');
	await app.waitFor(/Name a key in AWS KMS/);
	assert.equal(app.state().draft.keyOrigin, 'new');
});

test('Esc ends a look-up that hangs and stays, and goes back after that', async t => {
	const app = await anApp(t, withCloud());
	await naming(app, 'ES256');
	await app.type(aws.p256);
	await cloud.hanging(async isHanging => {
		await app.press('new-key.find');
		await isHanging;
		await app.waitFor(/looking it up/);
		await app.press('new-key.stop-finding');
		await app.waitFor(frame => !frame.includes('looking it up'));
	});
	assert.match(app.text(), /Name a key in AWS KMS/);
	await app.press('new-key.stop-finding');
	await app.waitFor(/Where does the key pair come from/);
	assert.equal(app.state().draft.cloudKey, aws.p256);
});

test('a key in a cloud stands beside the key that a token has, and both are tried', async t => {
	const app = await anApp(t, withCloud());
	await app.signIn();
	await app.makeToken('ci-deploy-prod');
	app.state().restart({name: 'tokens'});
	await app.settled();
	await app.press('token.rotate');
	await choose(app, 'Both keys work');
	await choose(app, 'A key in AWS');
	await app.type(aws.rsa);
	await app.press('new-key.find');
	await app.waitFor(/It is there, and it signs/);
	assert.match(app.text(), /signs with RS256 or RS512, and this token with ES256: the two can not stand/);
	await choose(app, 'Name another one');
	await app.press('field.kill-to-start');
	await app.type(aws.p256);
	await app.press('new-key.find');
	await choose(app, 'Use it with ES256');
	await app.waitForState(({run}) => run?.overlap !== undefined || run?.failure !== undefined, 'both work');
	const {run} = app.state();
	assert.deepEqual(
		['link-key', 'try-new-key', 'try-old-key'].map(
			step => run?.steps.find(each => each.step === step)?.status,
		),
		['done', 'done', 'done'],
	);
	assert.ok(run?.overlap && !run.overlap.isKeyElsewhere);
});
