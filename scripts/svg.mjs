const cell = {width: 8.4, height: 18, baseline: 13.5};
const margin = 12;
const background = '#16181d';
const foreground = '#d6d9e0';
// The sixteen colours by number: eight plain ones, then their bright twins.
const palette = [
	...['#23262e', '#e06c75', '#98c379', '#d9b36c', '#6ea8f0', '#c487dd', '#5fb8c2', '#c5c9d3'],
	...['#6b7280', '#ff8a92', '#b5dd98', '#f0cd8d', '#93c2ff', '#dba8f0', '#86d6df', '#ffffff'],
];
const levels = [0, 95, 135, 175, 215, 255];

const hex = channels => `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;

/** The colour of a number of xterm's 256: the sixteen, then a cube of six levels, then 24 greys. */
const indexed = number => {
	if (number < 16) {
		return palette[number];
	}

	if (number >= 232) {
		return hex(Array.from({length: 3}, () => 8 + (number - 232) * 10));
	}

	const place = number - 16;
	return hex([Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(level => levels[level]));
};

const colourOf = (mode, number, otherwise) => {
	if (mode === 'palette') {
		return indexed(number);
	}

	return mode === 'rgb' ? `#${number.toString(16).padStart(6, '0')}` : otherwise;
};

const styleOf = drawn => {
	const mode = (isRgb, isPalette) => (isRgb ? 'rgb' : isPalette ? 'palette' : 'default');
	const ink = colourOf(mode(drawn.isFgRGB(), drawn.isFgPalette()), drawn.getFgColor(), foreground);
	const paper = colourOf(mode(drawn.isBgRGB(), drawn.isBgPalette()), drawn.getBgColor(), background);
	const isInverse = Boolean(drawn.isInverse());
	return {
		ink: isInverse ? paper : ink,
		paper: isInverse ? ink : paper,
		isBold: Boolean(drawn.isBold()),
		isDim: Boolean(drawn.isDim()),
		isItalic: Boolean(drawn.isItalic()),
		isUnderlined: Boolean(drawn.isUnderline()),
	};
};

/** The runs of one row: neighbours of one style, each with the column it begins at and the cells it takes. */
const runsOf = (line, columns) => {
	const runs = [];
	for (let column = 0; column < columns; column += 1) {
		const drawn = line.getCell(column);
		const width = drawn.getWidth();
		if (width === 0) {
			// The right half of a wide character.
			continue;
		}

		const style = styleOf(drawn);
		const text = drawn.isInvisible() ? ' ' : drawn.getChars() || ' ';
		const last = runs.at(-1);
		// A wide character stands alone, so that its font's idea of width moves nothing after it.
		const joins =
			last !== undefined &&
			width === 1 &&
			last.isNarrow &&
			JSON.stringify(last.style) === JSON.stringify(style);
		if (joins) {
			last.text += text;
			last.width += 1;
		} else {
			runs.push({column, width, text, style, isNarrow: width === 1});
		}
	}

	return runs;
};

const escaped = text =>
	text.replace(/[&<>"]/g, character => ({'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'})[character]);

const number = value => String(Math.round(value * 100) / 100);

const drawRun = ({column, width, text, style}, row) => {
	const top = margin + row * cell.height;
	const at = position => number(margin + position * cell.width);
	const paper =
		style.paper === background
			? ''
			: `<rect x="${at(column)}" y="${number(top)}" width="${number(width * cell.width)}" height="${cell.height}" fill="${style.paper}"/>`;
	const letters = style.isUnderlined ? text : text.trim();
	if (letters === '') {
		return paper;
	}

	const indent = style.isUnderlined ? 0 : text.length - text.trimStart().length;
	const blanks = style.isUnderlined ? 0 : text.length - letters.length;
	const attributes = [
		`x="${at(column + indent)}" y="${number(top + cell.baseline)}" textLength="${number((width - blanks) * cell.width)}"`,
		style.ink === foreground ? '' : `fill="${style.ink}"`,
		style.isBold ? 'font-weight="bold"' : '',
		style.isDim ? 'opacity="0.6"' : '',
		style.isItalic ? 'font-style="italic"' : '',
		style.isUnderlined ? 'text-decoration="underline"' : '',
	];
	return `${paper}<text ${attributes.filter(Boolean).join(' ')}>${escaped(letters)}</text>`;
};

/** Draws what is on a terminal's screen (an xterm `Terminal`) as an SVG; the same screen always gives the same bytes. */
export const toSvg = (terminal, {title}) => {
	const {active} = terminal.buffer;
	const rows = Array.from({length: terminal.rows}, (_, row) =>
		runsOf(active.getLine(active.baseY + row), terminal.cols)
			.map(run => drawRun(run, row))
			.filter(Boolean)
			.join('\n'),
	);
	const width = number(terminal.cols * cell.width + 2 * margin);
	const height = number(terminal.rows * cell.height + 2 * margin);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		`<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="${foreground}" xml:space="preserve">`,
		...rows.filter(Boolean),
		'</g>',
		'</svg>',
		'',
	].join('\n');
};
