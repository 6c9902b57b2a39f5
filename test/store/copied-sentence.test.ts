import assert from 'node:assert/strict';
import {test} from 'node:test';
import {copiedSentence} from '../../source/store/copied-sentence.ts';
import type {Copied} from '../../source/system/clipboard.ts';

const say = (copied: Partial<Copied>) =>
	copiedSentence('the id', 'Y, then f for a file.', {tool: undefined, failed: [], isSent: false, ...copied});

test('that something was copied is said only of a tool that took it', () => {
	assert.equal(say({tool: 'xclip', isSent: true}), 'Copied the id with xclip.');
	assert.equal(say({tool: 'xsel', failed: ['xclip']}), 'Copied the id with xsel.');
	for (const copied of [{isSent: true}, {isSent: true, failed: ['xclip']}, {}, {failed: ['xclip']}])
		assert.doesNotMatch(say(copied), /^Copied/);
});

test('what was only sent to the terminal is said to be sent, with what helps if that did not', () => {
	assert.equal(say({isSent: true}), 'Sent the id to the terminal (OSC 52). No paste? Y, then f for a file.');
	assert.match(say({isSent: true, failed: ['xclip', 'xsel']}), /^xclip and xsel failed; sent the id to/);
});

test('where nothing worked that is said', () => {
	assert.match(say({}), /^The id was not copied: no clipboard tool is here, and it is too long/);
	assert.match(say({failed: ['wl-copy']}), /^The id was not copied: wl-copy failed/);
});
