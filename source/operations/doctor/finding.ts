/** What was found about one thing that pat-tui needs or touches. */
export type Finding = {
	/** Stable, for scripts: `node`, `folder-keys`. */
	readonly id: string;
	readonly title: string;
	/** `attention`: it works, but somebody should know; `failed`: something does not work. */
	readonly status: 'ok' | 'attention' | 'failed';
	/** One sentence or a bare fact; may hold foreign text. */
	readonly detail: string;
	/** What to do about it. */
	readonly remedy?: string;
};

/** Tells the worst of what was found. */
export const worstOf = (findings: readonly Finding[]): Finding['status'] => {
	if (findings.some(({status}) => status === 'failed')) return 'failed';
	return findings.some(({status}) => status === 'attention') ? 'attention' : 'ok';
};
