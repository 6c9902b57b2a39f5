import {Menu} from '../components/menu.tsx';
import {Sentence} from '../components/sentence.tsx';
import {type Sdk, sdks} from '../exports/sdks.ts';

type Props = {
	/** What this program's own way is. */
	readonly own: string;
	/** Gets the SDK that was chosen; nothing for this program's own way. */
	readonly onChoose: (sdk: Sdk | undefined) => void;
	readonly columns: number;
	readonly rows: number;
};

/** Asks in whose way something is looked at or tried: this program's own, or that of an official SDK. */
export function SdkWays({own, onChoose, columns, rows}: Props) {
	return (
		<>
			<Sentence>This does what the published SDKs are known to do; the SDK itself is not run.</Sentence>
			<Menu
				width={columns}
				limit={Math.max(2, Math.floor((rows - 4) / 2))}
				items={[
					{value: 'own', label: "In pat-tui's own way", description: own},
					...sdks.map(sdk => ({
						value: sdk.id,
						label: `As the ${sdk.name} SDK would`,
						description: sdk.note ?? sdk.packageName,
					})),
				]}
				onSelect={way => onChoose(sdks.find(({id}) => id === way))}
			/>
		</>
	);
}
