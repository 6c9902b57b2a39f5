import assert from 'node:assert/strict';
import {test} from 'node:test';
import {actions, findAction} from '../../source/policies/actions.ts';

test('exactly the nine actions of official material are proven', () => {
	assert.deepEqual(
		actions.filter(each => each.certainty === 'proven').map(each => each.action),
		[
			'cis:startIssuance',
			'cis:listIssuanceDataRecords',
			'cis:changeCredentialStatus',
			'cis:getIssuanceConfigList',
			'cis:getIssuanceConfigById',
			'ais:initiateDataSharingRequest',
			'ais:fetchIotaVpResponse',
			'ais:listIotaConfigurations',
			'ais:listPexQueries',
		],
	);
});

test('the table has each action once, and the number of each service that the contract lists', () => {
	assert.equal(new Set(actions.map(each => each.action)).size, actions.length);
	const numberOf = (service: string) => actions.filter(each => each.service === service).length;
	assert.deepEqual(['iam', 'cis', 'ver', 'cwe', 'vpa', 'ais'].map(numberOf), [5, 13, 4, 24, 21, 21]);
});

test('both spellings find the action, anything else finds none', () => {
	assert.equal(findAction('cis:startIssuance')?.words, 'start issuance');
	assert.equal(findAction('cis.operation.startIssuance'), findAction('cis:startIssuance'));
	for (const text of ['', '*', 'cis:*', 'constructor', 'cis:startIssuance '])
		assert.equal(findAction(text), undefined);
});

test('an action that only reads is named so, and none that writes by its name is counted as reading', () => {
	for (const {kind, operation} of actions) {
		const looksLikeReading =
			/^(?:list|get|issuanceState)/u.test(operation) || /IssuanceConfigList/u.test(operation);
		assert.equal(kind === 'read', looksLikeReading, operation);
	}
});
