import hooks from 'node:async_hooks';

// Loaded before `node:test`, which takes `createHook` from here once and has one hook made by it.
const {createHook} = hooks;
let hook;

const tell = error => console.error('uncaught:', error);

hooks.createHook = callbacks => {
	hooks.createHook = createHook;
	hook = createHook(callbacks);
	process.on('uncaughtExceptionMonitor', tell);
	process.on('unhandledRejection', tell);
	return hook;
};

/** Has `node:test` follow what is waited for, so that what is listed belongs to the suite that lists it. */
export const follow = () => hook?.enable();

/**
 * Ends that: while tests run, following each promise to its end takes a sixth of their time, and all it is good for is
 * the name of the test that an uncaught error comes from. Such an error still fails the run, and is told whole.
 */
export const unfollow = () => hook?.disable();
