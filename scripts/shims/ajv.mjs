/** Stands in for ajv and ajv-formats in the bundle: conf touches them only when it is given a schema. */
export class Ajv2020 {
	constructor() {
		throw new Error('Settings are validated with valibot: conf must not be given a schema');
	}
}

export default {default() {}};
