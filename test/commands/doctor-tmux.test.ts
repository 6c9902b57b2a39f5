// needs: tmux
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import type {Finding} from '../../source/operations/doctor/finding.ts';
import {aMachine} from './a-machine.ts';

const machine = await aMachine({after});
const folder = await mkdtemp(join(tmpdir(), 'tmux-'));
const socket = join(folder, 'socket');
const tmux = (...args: readonly string[]) =>
	execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...args], {encoding: 'utf8'}).trim();

tmux('new-session', '-d', 'sleep 1000');
after(async () => {
	tmux('kill-server');
	await rm(folder, {recursive: true, force: true});
});

const TMUX = `${socket},${tmux('display-message', '-p', '#{pid}')},0`;
const find = async (variables: Readonly<Record<string, string>>, id: string) => {
	const ran = await machine.run(['doctor', '--json'], {variables, columns: 80});
	const {findings}: {readonly findings: readonly Finding[]} = JSON.parse(ran.stdout);
	return findings.find(finding => finding.id === id);
};

test('a tmux that waits after Esc is pointed out, with the line that mends it', async () => {
	tmux('set', '-g', 'escape-time', '500');
	const slow = await find({TMUX}, 'tmux');
	assert.equal(slow?.status, 'attention');
	assert.match(slow?.detail ?? '', /500 ms/);
	assert.match(slow?.remedy ?? '', /tmux set -g escape-time 10/);
	tmux('set', '-g', 'escape-time', '10');
	assert.equal((await find({TMUX}, 'tmux'))?.status, 'ok');
});

test('a tmux that does not answer is said, and one that is not there is not', async () => {
	assert.equal((await find({TMUX: `${socket}-gone,1,0`}, 'tmux'))?.status, 'attention');
	assert.equal(await find({}, 'tmux'), undefined);
});

test('the delay of screen is pointed out', async () => {
	assert.match((await find({STY: '1.tty.host'}, 'screen'))?.remedy ?? '', /maptimeout 10/);
});
