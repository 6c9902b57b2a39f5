import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {systemProcesses} from '../../source/system/processes.ts';

const self = systemProcesses.self();

test('this process runs', () => {
	assert.equal(self.pid, process.pid);
	assert.equal(systemProcesses.isRunning(self), true);
});

test('a process that ended does not run', async () => {
	const child = spawn(process.execPath, ['-e', '0'], {stdio: 'ignore'});
	const {pid = 0} = child;
	await once(child, 'exit');
	assert.equal(systemProcesses.isRunning({pid, started: '', boot: self.boot}), false);
});

test('a number that was given out again is not taken for the process that had it before', () => {
	assert.notEqual(self.started, '');
	assert.equal(systemProcesses.isRunning({...self, started: '1'}), false);
});

test('nothing of before the machine was restarted runs', () => {
	assert.equal(systemProcesses.isRunning({...self, boot: 'another-boot'}), false);
});

test('a process of somebody else is known to run', () => {
	const started = /^.*\) (.*)$/s.exec(readFileSync('/proc/1/stat', 'utf8'))?.[1]?.split(' ')[19] ?? '';
	assert.equal(systemProcesses.isRunning({pid: 1, started, boot: self.boot}), true);
});

test('a process whose name holds brackets and spaces is known by its true start time', async t => {
	const child = spawn('bash', ['-c', 'exec -a "a) R 1 (b" cat'], {stdio: ['pipe', 'ignore', 'ignore']});
	t.after(() => child.kill());
	await once(child, 'spawn');
	const {pid = 0} = child;
	assert.equal(systemProcesses.isRunning({pid, started: '', boot: self.boot}), true);
	assert.equal(systemProcesses.isRunning({pid, started: '1', boot: self.boot}), false);
	child.stdin.end();
	await once(child, 'exit');
});

const nameOf = (pid: number | undefined) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();

test('a killed process that nobody has collected yet does not run', async t => {
	// The shell becomes a program that never waits for its child, whose number it has told before. The child reads from
	// a descriptor of its own, for a shell gives nothing to read to what it puts in the background.
	const parent = spawn('bash', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec cat'], {
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	t.after(() => parent.kill());
	const [told] = await once(parent.stdout, 'data');
	const pid = Number(String(told));
	assert.equal(systemProcesses.isRunning({pid, started: '', boot: self.boot}), true);
	// Until then the shell would collect it.
	while (nameOf(parent.pid) !== 'cat') await new Promise(setImmediate);
	process.kill(pid, 'SIGKILL');
	const stateOf = () => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
	while (stateOf() !== 'Z') await new Promise(setImmediate);
	assert.equal(systemProcesses.isRunning({pid, started: '', boot: self.boot}), false);
	parent.stdin.end();
	await once(parent, 'exit');
});
