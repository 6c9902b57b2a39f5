import {spawnSync} from 'node:child_process';

// Draws every screen on a terminal and keeps what it shows, to be looked at before it is committed.
const {status} = spawnSync(process.execPath, ['scripts/test.mjs', 'test/screens/every-screen.test.tsx'], {
	stdio: 'inherit',
	env: {...process.env, UPDATE_FRAMES: '1'},
});
process.exitCode = status ?? 1;
