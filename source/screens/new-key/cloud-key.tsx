import {Box, Text} from 'ink';
import {FieldRow} from '../../components/field-row.tsx';
import {Notice} from '../../components/notice.tsx';
import {Spinner} from '../../components/spinner.tsx';
import {TextField} from '../../components/text-field.tsx';
import {kmsHints} from '../../keys/kms/kms-recipes.ts';
import {asKmsReference} from '../../keys/kms/kms-reference.ts';
import {selectKeyChoice} from '../../store/key-choice-slice.ts';
import {sanitise} from '../../text/sanitise.ts';
import {useApp, useVerbs} from '../screen-context.tsx';

type Props = {readonly columns: number};

/** Takes a key in a cloud by its reference, and the profile to look it up with. */
export function CloudKey({columns}: Props) {
	const {cloudKey, cloudProfile, cloudField, algorithm, keyProblem, isReadingKey} = useApp(selectKeyChoice);
	const {editCloudKey, editCloudProfile} = useVerbs();
	const fields = [
		{
			id: 'key',
			label: 'Key',
			value: cloudKey,
			onChange: editCloudKey,
			placeholder: 'aws:alias/my-machine@eu-central-1',
		},
		{
			id: 'profile',
			label: 'Profile',
			value: cloudProfile,
			onChange: editCloudProfile,
			placeholder: 'only where it is not the usual one',
		},
	] as const;
	return (
		<Box flexDirection="column" gap={1}>
			<Text>Name a key in AWS KMS, Google Cloud KMS or Azure Key Vault.</Text>
			<Box flexDirection="column">
				{fields.map(({id, label, ...field}) => (
					<FieldRow key={id} label={label} labelWidth={8} isFocused={cloudField === id} columns={columns}>
						{width => <TextField {...field} width={width} focus={cloudField === id && !isReadingKey} />}
					</FieldRow>
				))}
			</Box>
			{isReadingKey ? (
				<Text>
					<Spinner /> looking it up, and having it sign once
				</Text>
			) : null}
			{keyProblem ? (
				<Notice
					what={sanitise(keyProblem.message, {graphemes: 400})}
					means={sanitise(keyProblem.remedy, {graphemes: 500})}
				/>
			) : (
				<Box flexDirection="column">
					{kmsHints(asKmsReference(cloudKey), algorithm).map(line => (
						<Text key={line} dimColor>
							{line}
						</Text>
					))}
				</Box>
			)}
		</Box>
	);
}
