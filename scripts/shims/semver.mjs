/** Stands in for semver in the bundle, 29 KB that conf needs for migrations only. */
const semver = new Proxy(
	{},
	{
		get() {
			throw new Error('The bundle holds no semver: conf must not be given migrations');
		},
	},
);

export default semver;
