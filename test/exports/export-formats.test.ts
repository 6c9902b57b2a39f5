import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exportToken} from '../../source/commands/token/export-token.ts';
import {
	envFormatOf,
	exportFileName,
	exportFormats,
	exportForms,
} from '../../source/exports/export-formats.ts';
import {sdkFlags, sdkTitles} from '../../source/exports/sdk-flags.ts';
import {sdks} from '../../source/exports/sdks.ts';

test('every SDK of the table has a spelling for --sdk, and a form of its own', () => {
	assert.deepEqual(
		sdkFlags.map(flag => sdkTitles[flag].title),
		sdks.map(({name}) => name),
	);
	assert.equal(new Set(sdkFlags.map(envFormatOf)).size, sdkFlags.length);
});

test('a proposed file is named after the token and the form', () => {
	assert.equal(exportFileName('my-service', 'env', undefined), 'my-service.env');
	assert.equal(exportFileName('my-service', 'kubernetes', undefined), 'my-service-secret.yaml');
	assert.equal(exportFileName('my-service', 'snippet', 'dotnet'), 'my-service.cs');
});

test('the command lists and takes every form', () => {
	const flag = exportToken.flags.find(({name}) => name === 'format');
	assert.deepEqual(flag?.choices, exportFormats);
	const [list] = exportToken.lists ?? [];
	assert.deepEqual(
		list?.rows,
		exportFormats.map(format => [format, exportForms[format].summary]),
	);
});
