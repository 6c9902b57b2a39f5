/**
 * Stands in for when-exit, by which atomically removes its temporary files at the end: the real one takes every signal
 * and ends the program by it, before a command has said what stays open.
 */
const whenExit = callback => {
	process.once('exit', callback);
};

export default whenExit;
