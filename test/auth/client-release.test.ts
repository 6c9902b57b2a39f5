import assert from 'node:assert/strict';
import {test} from 'node:test';
import {clientRelease} from '../../source/auth/client-release.ts';

test('the release that is named to the service is the one whose contract is followed, or the one that was asked for', () => {
	assert.equal(clientRelease({}), '2.15.0');
	assert.equal(clientRelease({PAT_TUI_CLI_VERSION: '3.0.0-beta.1+x'}), '3.0.0-beta.1+x');
});

for (const asked of ['', '2.15.0\r\nx-evil: 1', '2 15', 'v\u00E9', 'x'.repeat(65)]) {
	test(`a release of ${JSON.stringify(asked.slice(0, 20))} is no header's value, and not sent`, () => {
		assert.equal(clientRelease({PAT_TUI_CLI_VERSION: asked}), '2.15.0');
	});
}
