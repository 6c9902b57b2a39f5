import {type ReactNode, useEffect} from 'react';

type Props = {
	readonly of: string;
	/** Told what is shown, whenever that has changed. */
	readonly onShown: (of: string) => void;
	readonly children: ReactNode;
};

/** Draws its children and tells what they are about: what is read for them is asked for only once they are seen. */
export function Noticing({of, onShown, children}: Props) {
	useEffect(() => onShown(of), [onShown, of]);
	return children;
}
