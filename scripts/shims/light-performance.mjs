/** `performance.now()` alone: the global one brings ten modules along, and React asks for it before the first frame. */
export const LightPerformance = {
	now() {
		const [seconds, nanoseconds] = process.hrtime();
		return seconds * 1e3 + nanoseconds / 1e6;
	},
};
