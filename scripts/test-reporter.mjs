/**
 * A reporter for `node --test` that writes one JSON record: how many tests passed, failed and were skipped, and which
 * files held them: a file is the outermost suite.
 */
export default async function* report(events) {
	const record = {passed: 0, failed: 0, skipped: [], empty: [], files: []};
	let seen = 0;
	for await (const {type, data} of events) {
		if (type !== 'test:pass' && type !== 'test:fail') {
			continue;
		}

		if (data.details?.type === 'suite') {
			const isBroken = type === 'test:fail' && data.details.error?.failureType !== 'subtestsFailed';
			record.failed += isBroken ? 1 : 0;
			if (data.nesting === 0) {
				record.files.push(data.name);
				if (seen === 0 && !isBroken) {
					record.empty.push(data.name);
				}

				seen = 0;
			}

			continue;
		}

		// What stands in no suite, and what such a test holds, says nothing of the next file.
		seen = data.nesting === 0 ? 0 : seen + 1;
		if (data.skip !== undefined || data.todo !== undefined) {
			record.skipped.push(data.name);
		} else if (type === 'test:fail') {
			record.failed += 1;
		} else if (data.nesting === 0 && data.name.endsWith('.mjs')) {
			// A process that holds no test is reported as a passed test of the name of what it ran.
			record.empty.push(data.name);
		} else {
			record.passed += 1;
		}
	}

	yield JSON.stringify(record);
}
