import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readPreferences} from '../../source/config/preferences.ts';
import {parseSettings} from '../../source/config/stored-settings.ts';
import {type SwitchName, switches} from '../../source/config/switches.ts';

const names: readonly SwitchName[] = [
	'readOnly',
	'ascii',
	'noColor',
	'reducedMotion',
	'screenReader',
	'wholeFrames',
];
const nothing = {flags: new Set<SwitchName>(), variables: {}, settings: {}};

test('a flag counts before a variable, and a variable before the settings', () => {
	const name = fc.constantFrom(...names);
	fc.assert(
		fc.property(
			name,
			fc.boolean(),
			fc.constantFrom(undefined, '0', 'no', '1', 'yes'),
			(each, stored, word) => {
				const [variable = ''] = switches[each].variables;
				const said = {variables: word === undefined ? {} : {[variable]: word}, settings: {[each]: stored}};
				assert.equal(readPreferences({...said, flags: new Set([each])})[each], true);
				// Whatever NO_COLOR holds, it means it.
				const isOn = each === 'noColor' ? true : word === '1' || word === 'yes';
				assert.equal(readPreferences({...said, flags: new Set()})[each], word === undefined ? stored : isOn);
			},
		),
	);
});

test('FORCE_COLOR counts before NO_COLOR', () => {
	const both = {...nothing, variables: {NO_COLOR: '1', FORCE_COLOR: '1'}};
	assert.equal(readPreferences(both).noColor, false);
	assert.equal(readPreferences({...nothing, variables: {FORCE_COLOR: '0'}}).noColor, true);
});

test('a mistake in one setting leaves the others alone and is said; read-only is then on', () => {
	const read = parseSettings({
		environment: 'sandbox',
		readOnly: 'yes',
		ascii: true,
		session: {store: 'cloud'},
		colour: 3,
	});
	assert.equal(read?.environment, 'sandbox');
	assert.deepEqual(read?.switches, {readOnly: true, ascii: true});
	assert.equal(read?.sessionStore, 'auto');
	assert.match(read?.problems.join('\n') ?? '', /session\.store.*\n?.*readOnly.*\n?.*colour is no setting/s);
	assert.equal(parseSettings([]), undefined);
});
