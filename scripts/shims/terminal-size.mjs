import process from 'node:process';

/** Where the terminal does not tell its size, the usual one: the real package would start `tput` for it, and load child_process always. */
const terminalSize = () => ({
	columns: Number(process.env.COLUMNS) || 80,
	rows: Number(process.env.LINES) || 24,
});

export default terminalSize;
