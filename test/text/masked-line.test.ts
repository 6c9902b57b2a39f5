import assert from 'node:assert/strict';
import {test} from 'node:test';
import {maskedCommand, maskedText} from '../../source/text/masked-line.ts';

test('each character is one mask, wide or narrow', () => {
	assert.deepEqual(maskedText('a日👩‍👩‍👧', 2, '•'), {value: '•••', cursor: 2});
});

test('no command stops where a word ends, which would show where the blanks are', () => {
	assert.equal(maskedCommand('word-back'), 'line-start');
	assert.equal(maskedCommand('word-forward'), 'line-end');
	assert.equal(maskedCommand('kill-blank-word-back'), 'kill-to-start');
	assert.equal(maskedCommand('kill-word-back'), 'kill-to-start');
	assert.equal(maskedCommand('kill-word-forward'), 'kill-to-end');
	assert.equal(maskedCommand('back'), 'back');
});
