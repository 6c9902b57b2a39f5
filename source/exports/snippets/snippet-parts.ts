import type {SdkField} from '../sdk-parameters.ts';

/** What a snippet is made of; nothing of it is secret. */
export type SnippetParts = {
	/** The name of the `.env` file that it reads: plain ASCII letters, digits, dashes and dots. */
	readonly file: string;
	/** What is handed on, in the order in which the SDK is given it. */
	readonly fields: readonly {
		readonly name: SdkField;
		/** As the SDK spells it. */
		readonly parameter: string;
		/** The variable that holds it. */
		readonly variable: string;
	}[];
	/** Whether the addresses are not those that the SDK has built in. */
	readonly hasOwnHosts: boolean;
};
