import {existsSync} from 'node:fs';
import {chmod, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {chromium, type Page} from 'playwright-core';
import type {Machine} from './a-machine.ts';
import type {Scope} from './pty.ts';
import {until} from './until.ts';

const phone = {width: 360, height: 640};

const program = () => {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	const found = folders.map(folder => join(folder, 'chromium')).find(existsSync);
	if (found === undefined) throw new Error('There is no chromium in the folders of PATH');
	return found;
};

/** How a page looks to the one who reads it. */
export type Looks = {
	/** How far it can be scrolled sideways, in CSS pixels. */
	readonly overflow: number;
	readonly scripts: number;
	/** The contrast of its text with its background (WCAG 2.2, 1.4.3). */
	readonly contrast: number;
	readonly text: string;
};

const looksOf = async (page: Page): Promise<Looks> =>
	page.evaluate(() => {
		const luminance = (colour: string) => {
			const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(part => {
				const share = Number(part) / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		};
		const probe = document.body.appendChild(document.createElement('i'));
		// The page paints no background of its own: it stands on the browser's canvas.
		probe.style.backgroundColor = 'Canvas';
		const back = luminance(getComputedStyle(probe).backgroundColor);
		probe.remove();
		const front = luminance(getComputedStyle(document.querySelector('p') ?? document.body).color);
		const {scrollWidth, clientWidth} = document.documentElement;
		return {
			overflow: scrollWidth - clientWidth,
			scripts: document.scripts.length,
			contrast: (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05),
			text: document.body.innerText,
		};
	});

/** A headless Chromium for the tests of a file; each page is a person's own, as wide as a phone unless told. */
export const aBrowser = async (scope: Scope) => {
	const browser = await chromium.launch({
		executablePath: program(),
		args: [
			'--no-sandbox',
			'--no-proxy-server',
			'--disable-gpu',
			'--in-process-gpu',
			'--disable-features=site-per-process',
			'--renderer-process-limit=1',
		],
	});
	scope.after(async () => browser.close());
	return {
		/** Opens an address in a fresh profile. */
		async open(address: string, {colours = 'light'}: {readonly colours?: 'light' | 'dark'} = {}) {
			const context = await browser.newContext({viewport: phone, isMobile: true, colorScheme: colours});
			const page = await context.newPage();
			const complaints: string[] = [];
			page.on('console', message => complaints.push(message.text()));
			page.on('pageerror', error => complaints.push(error.message));
			await page.goto(address);
			return {
				page,
				/** What the page wrote on its console, errors of its own among it. */
				complaints,
				looks: async () => looksOf(page),
				/** Presses a button of the sign-in page and waits for the page that it leads to. */
				async press(button: 'Accept' | 'Decline') {
					await page.getByRole('button', {name: button}).click();
					await page.waitForLoadState('load');
				},
			};
		},
	};
};

/** A browser that does nothing but write down what it is to open, for `$BROWSER`. */
export const aRecordingBrowser = async ({home}: Pick<Machine, 'home'>) => {
	const script = join(home, 'browser');
	const record = join(home, 'opened');
	await writeFile(script, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${record}'\n`);
	await chmod(script, 0o755);
	const opened = async () => {
		const text = await readFile(record, 'utf8').catch(() => '');
		return text.split('\n').slice(0, -1);
	};
	return {
		variables: {BROWSER: script},
		opened,
		/** Resolves with the last of at least `count` addresses. */
		async nth(count: number): Promise<string> {
			await until(async () => (await opened()).length >= count, `${count} pages opened`);
			return (await opened())[count - 1] ?? '';
		},
	};
};
