// Pictures and recordings, made here, byte by byte.
import { crc32, deflateSync } from 'node:zlib';

const sum = crc32 ?? (bytes => {
	let c = ~0;
	for (const b of bytes) {
		c ^= b;
		for (let k = 0; k < 8; k++)
			c = c >>> 1 ^ (c & 1 ? 0xedb88320 : 0);
	}
	return ~c >>> 0;
});
export function chunk(name, data) {
	const all = Buffer.alloc(12 + data.length);
	all.writeUInt32BE(data.length);
	all.write(name, 4, 'latin1');
	data.copy(all, 8);
	all.writeUInt32BE(sum(all.subarray(4, 8 + data.length)), 8 + data.length);
	return all;
}
// A picture of stripes, red on its left and blue on its right.
export function png(width, height, more = []) {
	const head = Buffer.alloc(13), line = Buffer.alloc(1 + 3 * width);
	head.writeUInt32BE(width);
	head.writeUInt32BE(height, 4);
	head[8] = 8;
	head[9] = 2;
	for (let x = 0; x < width; x++)
		line.set(x < width / 2 ? [220, 30, 30] : [30, 30, 220], 1 + 3 * x);
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), ...more, chunk('IDAT', deflateSync(Buffer.concat(Array(height).fill(line)))), chunk('IEND', Buffer.alloc(0))]);
}
// A tone.
export function wav(seconds, rate = 16000, more = Buffer.alloc(0)) {
	const n = seconds * rate, all = Buffer.alloc(44 + 2 * n);
	all.write('RIFF', 0), all.writeUInt32LE(36 + 2 * n + more.length, 4), all.write('WAVEfmt ', 8), all.writeUInt32LE(16, 16);
	all.writeUInt16LE(1, 20), all.writeUInt16LE(1, 22), all.writeUInt32LE(rate, 24), all.writeUInt32LE(2 * rate, 28), all.writeUInt16LE(2, 32), all.writeUInt16LE(16, 34);
	all.write('data', 36), all.writeUInt32LE(2 * n, 40);
	for (let k = 0; k < n; k++)
		all.writeInt16LE(Math.round(9000 * Math.sin(k / 9)), 44 + 2 * k);
	return Buffer.concat([all, more]);
}
