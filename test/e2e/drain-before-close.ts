import assert from 'node:assert/strict';
import {readSync} from 'node:fs';
import {ReadStream} from 'node:tty';

const pieceBytes = 65_536;

const readPiece = (fd: number): Buffer | undefined => {
	const piece = Buffer.alloc(pieceBytes);
	try {
		return piece.subarray(0, readSync(fd, piece));
	} catch {
		// EAGAIN or EIO: there is no more.
		return undefined;
	}
};

/**
 * Hands on what the terminal still holds when it is closed.
 *
 * Both libuv, which takes a program's end for the end of what it wrote, and node-pty, which gives up after a while, would
 * lose the last lines now and then on a busy machine.
 */
export const drainBeforeClose = (pty: object, take: (piece: Buffer) => void): void => {
	const socket: unknown = Reflect.get(pty, '_socket');
	const fd: unknown = Reflect.get(pty, 'fd');
	assert.ok(socket instanceof ReadStream && typeof fd === 'number', 'node-pty reads in another way now');
	const destroy = socket.destroy.bind(socket);
	socket.destroy = error => {
		for (let piece = readPiece(fd); piece?.length; piece = readPiece(fd)) take(piece);
		socket.destroy = destroy;
		return destroy(error);
	};
};
