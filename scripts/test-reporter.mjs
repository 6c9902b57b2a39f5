/** A reporter for `node --test` that writes one JSON record: how many tests passed, failed and were skipped. */
export default async function* report(events) {
	const record = {passed: 0, failed: 0, skipped: [], empty: []};
	for await (const {type, data} of events) {
		if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') {
			continue;
		}

		if (data.skip !== undefined || data.todo !== undefined) {
			record.skipped.push(data.name);
		} else if (type === 'test:fail') {
			record.failed += 1;
		} else if (data.nesting === 0 && data.name.endsWith('.test.mjs')) {
			// A file that holds no test is reported as a passed test of the file's name.
			record.empty.push(data.name);
		} else {
			record.passed += 1;
		}
	}

	yield JSON.stringify(record);
}
