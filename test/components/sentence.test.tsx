import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Sentence} from '../../source/components/sentence.tsx';
import {renderAt} from '../render-at.tsx';

const frameOf = (columns: number, text: string) => {
	const app = renderAt(columns, 5, <Sentence bold>{text}</Sentence>);
	const frame = app.lastFrame();
	app.unmount();
	return frame;
};

test('a line that a word fills to its end leaves no blank before the next one', () => {
	assert.equal(frameOf(9, 'two words and two more'), 'two words\nand two\nmore');
	assert.equal(frameOf(40, 'two words and two more'), 'two words and two more');
});
