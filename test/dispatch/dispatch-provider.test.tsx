import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Text} from 'ink';
import {type ReactNode, useState} from 'react';
import {DispatchProvider, HoldKeys, useLayer} from '../../source/dispatch/dispatch-provider.tsx';
import {type Binding, bindKeys} from '../../source/dispatch/keymap.ts';
import {renderAt} from '../render-at.tsx';

const binding = (key: string, run: () => void, rest: Partial<Binding> = {}): Binding => ({
	id: `test.${key}`,
	keys: [key],
	label: key,
	group: '',
	run,
	...rest,
});

type LayerProps = {
	readonly bindings: readonly Binding[];
	readonly text?: (text: string) => void;
	readonly isActive?: boolean;
	readonly children?: ReactNode;
};

function Keys({bindings, text, isActive = true, children}: LayerProps) {
	useLayer({id: 'keys', bindings: bindKeys(bindings, undefined), text}, isActive);
	return <>{children}</>;
}

const start = async (
	tree: ReactNode,
	onBlocked?: (reason: string, reasonNow: () => string | undefined) => void,
) => {
	const app = renderAt(
		100,
		30,
		<DispatchProvider {...(onBlocked ? {onBlocked} : {})}>{tree}</DispatchProvider>,
	);
	await app.settled();
	return app;
};

test('a child has a key before its parent, and what came later before what came earlier', async () => {
	const ran: string[] = [];
	const run = (name: string) => () => ran.push(name);
	const app = await start(
		<Keys bindings={[binding('a', run('parent')), binding('b', run('parent'))]}>
			<Keys bindings={[binding('a', run('first child'))]} />
			<Keys bindings={[binding('a', run('second child'))]} />
		</Keys>,
	);
	app.write('ab');
	await app.settled();
	assert.deepEqual(ran, ['second child', 'parent']);
	app.unmount();
});

test('a layer that is not active, or gone from the screen, hears nothing', async () => {
	const ran: string[] = [];
	const tree = (isActive: boolean, isThere: boolean) => (
		<DispatchProvider>
			<Keys bindings={[binding('a', () => ran.push('below'))]} />
			{isThere ? <Keys isActive={isActive} bindings={[binding('a', () => ran.push('above'))]} /> : null}
		</DispatchProvider>
	);
	const app = renderAt(100, 30, tree(true, true));
	for (const [isActive, isThere] of [
		[true, true],
		[false, true],
		[true, true],
		[true, false],
	] as const) {
		app.rerender(tree(isActive, isThere));
		await app.settled();
		app.write('a');
		await app.settled();
	}
	assert.deepEqual(ran, ['above', 'below', 'above', 'below']);
	app.unmount();
});

function TwoPages({opened}: {readonly opened: string[]}) {
	const [page, setPage] = useState(1);
	return page === 1 ? (
		<Keys key="one" bindings={[binding('enter', () => setPage(2))]} />
	) : (
		<Keys
			key="two"
			bindings={[binding('x', () => opened.push('x on page 2')), binding('enter', () => setPage(1))]}
		/>
	);
}

test('in a burst each key meets the page that the one before has opened', async () => {
	const opened: string[] = [];
	const app = await start(<TwoPages opened={opened} />);
	app.write('\rx\r\rx');
	app.write('x');
	await app.settled();
	assert.deepEqual(opened, ['x on page 2', 'x on page 2', 'x on page 2']);
	app.unmount();
});

function Counting({draws}: {readonly draws: string[]}) {
	draws.push('drawn');
	useLayer({id: 'screen', bindings: bindKeys([binding('a', () => {})], undefined)});
	return <Text>still</Text>;
}

test('a key that nobody knows draws nothing and changes nothing', async () => {
	const draws: string[] = [];
	const app = await start(<Counting draws={draws} />);
	const before = {draws: draws.length, frames: app.frames.length};
	app.write('zZ?\x01\x1b[A\x1bOQ\x1bq');
	await app.settled();
	assert.deepEqual({draws: draws.length, frames: app.frames.length}, before);
	app.unmount();
});

test('why a key can not be used now is said, and it does not run', async () => {
	const said: string[] = [];
	const ran: string[] = [];
	const app = await start(
		<Keys bindings={[binding('t', () => ran.push('t'), {blockedBy: () => 'Needs a private key'})]} />,
		(reason, reasonNow) => said.push(reason, reasonNow() ?? ''),
	);
	app.write('t');
	await app.settled();
	assert.deepEqual([said, ran], [['Needs a private key', 'Needs a private key'], []]);
	app.unmount();
});

test('pasted text reaches the field cleaned, and nothing at all without a field', async () => {
	const taken: string[] = [];
	const ran: string[] = [];
	const pasted = '\x1b[200~a\x1b[31mq\r\nb\x1b[201~';
	const tree = (hasField: boolean) => (
		<DispatchProvider>
			<Keys bindings={[binding('q', () => ran.push('q')), binding('enter', () => ran.push('enter'))]} />
			{hasField ? <Keys bindings={[]} text={text => taken.push(text)} /> : null}
		</DispatchProvider>
	);
	const app = renderAt(100, 30, tree(false));
	await app.settled();
	app.write(pasted);
	await app.settled();
	assert.deepEqual([taken, ran], [[], []]);
	app.rerender(tree(true));
	await app.settled();
	app.write(pasted);
	await app.settled();
	assert.deepEqual([taken, ran], [['aq\nb'], []]);
	app.unmount();
});

test('letters that come in one burst reach a field as one change', async () => {
	const taken: string[] = [];
	const app = await start(<Keys bindings={[]} text={text => taken.push(text)} />);
	app.write('hello');
	await app.settled();
	assert.equal(taken.join(''), 'hello');
	assert.ok(taken.length <= 2);
	app.unmount();
});

test("keys that come while a screen is still on its way are that screen's", async () => {
	const ran: string[] = [];
	const run = (name: string) => () => ran.push(name);
	const tree = (isThere: boolean) => (
		<DispatchProvider>
			<Keys bindings={[binding('a', run('everywhere'))]}>
				{isThere ? <Keys bindings={[binding('a', run('screen'))]} /> : <HoldKeys />}
			</Keys>
		</DispatchProvider>
	);
	const app = renderAt(100, 30, tree(false));
	await app.settled();
	app.write('aa');
	await app.settled();
	assert.deepEqual(ran, []);
	app.rerender(tree(true));
	await app.settled();
	assert.deepEqual(ran, ['screen', 'screen']);
	app.unmount();
});
