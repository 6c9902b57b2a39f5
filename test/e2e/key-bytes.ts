const named: Readonly<Record<string, string>> = {
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	'shift+tab': '\u001B[Z',
	space: ' ',
	backspace: '\u007F',
	delete: '\u001B[3~',
	insert: '\u001B[2~',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
	f1: '\u001BOP',
	f2: '\u001BOQ',
	f3: '\u001BOR',
	f4: '\u001BOS',
	f5: '\u001B[15~',
};
const cursorKeys: Readonly<Record<string, string>> = {
	up: 'A',
	down: 'B',
	right: 'C',
	left: 'D',
	home: 'H',
	end: 'F',
};
const modifiers: Readonly<Record<string, number>> = {shift: 2, alt: 3, ctrl: 5};

/** The bytes that xterm sends for a key: a name such as `enter`, `ctrl+a`, `alt+b` or `shift+up`, or one character. */
export const keyBytes = (key: string, {isApplicationCursor = false} = {}): string => {
	const whole = named[key];
	if (whole !== undefined) {
		return whole;
	}

	const final = cursorKeys[key];
	if (final !== undefined) {
		return isApplicationCursor ? `\u001BO${final}` : `\u001B[${final}`;
	}

	if ([...key].length === 1) {
		return key;
	}

	const [, modifier = '', base = ''] = /^(ctrl|alt|shift)\+(.+)$/s.exec(key) ?? [];
	const cursor = cursorKeys[base];
	if (cursor !== undefined) {
		return `\u001B[1;${modifiers[modifier]}${cursor}`;
	}

	if (modifier === 'alt') {
		return `\u001B${keyBytes(base)}`;
	}

	if (modifier === 'ctrl' && /^[a-z\\\]^_ ]$/.test(base)) {
		return String.fromCharCode(base.toUpperCase().charCodeAt(0) & 0x1f);
	}

	throw new Error(`No terminal has a key named ${key}`);
};
