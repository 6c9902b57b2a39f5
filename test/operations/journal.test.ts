import assert from 'node:assert/strict';
import {appendFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import fc from 'fast-check';
import {type Journal, type JournalFiles, makeJournal, readJournal} from '../../source/operations/journal.ts';
import {breakingFiles} from './breaking-files.ts';

const base = await mkdtemp(join(tmpdir(), 'journal-'));
after(async () => rm(base, {recursive: true, force: true}));

const now = 1_700_000_000_000;
const at = new Date(now).toISOString();
let count = 0;
const aJournal = (files?: JournalFiles) => {
	count += 1;
	const file = join(base, `${count}.jsonl`);
	return {file, journal: makeJournal(file, () => now, files)};
};

const name = 'n\n"\u2028\u{1F511}';
type Line = Parameters<Journal['append']>[0];
const opened: Line = {
	type: 'opened',
	intent: {kind: 'delete-token', id: 'o-1', tokenId: 't-1', name, removeKeys: []},
};
const started: Line = {type: 'started', step: 's-1'};
const done: Line = {type: 'done', step: 's-1', tokenId: 't-1'};
const lines: readonly Line[] = [opened, started, done, {type: 'closed', outcome: 'finished'}];

test('what was written is read back in order, with its time, from a file that only its owner can read', async () => {
	const {file, journal} = aJournal();
	for (const line of lines) assert.deepEqual(await journal.append(line), {ok: true, value: undefined});
	assert.deepEqual(
		await readJournal(file),
		lines.map(line => ({...line, at})),
	);
	assert.equal((await stat(file)).mode & 0o777, 0o600);
	assert.equal((await readFile(file, 'utf8')).split('\n').length, lines.length + 1);
});

test('a journal that is not there is empty', async () => {
	assert.deepEqual(await readJournal(join(base, 'missing.jsonl')), []);
});

test('cut at any byte, the whole lines before the cut are read, and a line added after it is read too', async () => {
	const {file, journal} = aJournal();
	for (const line of lines) await journal.append(line);
	const whole = await readFile(file);
	for (let cut = 0; cut <= whole.length; cut++) {
		await writeFile(file, whole.subarray(0, cut));
		const before = await readJournal(file);
		// A line is whole when all of it stands there, with its line break or without.
		const text = whole.subarray(0, cut).toString();
		const ends = [...whole.toString().matchAll(/\n/g)].map(({index}) =>
			Buffer.byteLength(whole.toString().slice(0, index)),
		);
		const expected = ends.filter(end => end <= cut).length;
		assert.equal(before.length, expected, `cut at ${cut}: ${text.slice(-20)}`);
		await journal.append({type: 'refused', step: 's-2'});
		assert.deepEqual(
			await readJournal(file),
			[...before, {type: 'refused', step: 's-2', at}],
			`cut at ${cut}`,
		);
	}
});

test('lines of no meaning, of another program or of a later release are passed over', async () => {
	const {file, journal} = aJournal();
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.oneof(fc.string(), fc.json(), fc.constant('{"type":"done"}'))),
			async junk => {
				await rm(file, {force: true});
				await journal.append(opened);
				await appendFile(file, junk.map(line => `${line.replaceAll('\n', ' ')}\n`).join(''));
				await journal.append(started);
				assert.deepEqual(
					await readJournal(file),
					[opened, started].map(line => ({...line, at})),
				);
			},
		),
		{numRuns: 50},
	);
});

for (const call of ['open', 'writeFile', 'sync'] as const) {
	for (const code of ['ENOSPC', 'EACCES', 'EROFS', 'EIO']) {
		test(`a line that could not be made safe because of ${code} at ${call} is said, and the lines before it stay`, async () => {
			const {file, journal} = aJournal();
			await journal.append(opened);
			const broken = makeJournal(file, () => now, breakingFiles({call, code}));
			const result = await broken.append(started);
			assert.equal(result.ok, false);
			assert.equal(result.error.kind, 'journal-not-written');
			assert.match(result.error.message, new RegExp(code));
			assert.deepEqual((await readJournal(file))[0], {...opened, at});
		});
	}
}

test('a disk that fills up in the middle of a line loses that line only', async () => {
	const {file, journal} = aJournal();
	await journal.append(opened);
	const half = makeJournal(
		file,
		() => now,
		breakingFiles({call: 'writeFile', code: 'ENOSPC', writesHalf: true}),
	);
	assert.equal((await half.append(started)).ok, false);
	await journal.append(done);
	assert.deepEqual(await readJournal(file), [
		{...opened, at},
		{...done, at},
	]);
});

test('a new line is synced before it is said to be written, and the folder with the first', async () => {
	const synced: string[] = [];
	const watching: JournalFiles = {
		open: async (path, ...rest) => {
			const handle = await open(path, ...rest);
			const sync = handle.sync.bind(handle);
			handle.sync = async () => {
				synced.push(String(path));
				return sync();
			};
			return handle;
		},
	};
	const {file, journal} = aJournal(watching);
	await journal.append(opened);
	assert.deepEqual(synced, [file, base]);
	await truncate(file, 10);
	await journal.append(started);
	assert.deepEqual(synced, [file, base, file]);
});
