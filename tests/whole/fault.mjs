// Memory and a disk that fail when a test says so: tests/whole/fault/fault.c, loaded into the program.
// Knows how to say it; what must hold then is the tests'.
import assert from 'node:assert';
import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { binary } from './kith.mjs';

const shim = path.join(path.dirname(binary), 'tests/whole/fault/fault.so');
const sanitized = readFileSync(binary).includes('__asan_init') || readFileSync(binary).includes('__tsan_init');
export const skip = sanitized && 'the sanitizers have their own memory';
const kinds = { memory: 1, full: 2, write: 3, sync: 4, short: 5, read: 6 };

const bytes = (...numbers) => {
	const b = Buffer.alloc(4 * numbers.length);
	numbers.forEach((x, k) => b.writeInt32LE(x, 4 * k));
	return b;
};

export class Faults {
	constructor(dir) {
		const file = path.join(dir, 'fault');
		writeFileSync(file, Buffer.alloc(16));
		assert.ok(existsSync(shim), shim);
		this.env = { LD_PRELOAD: shim, FAULT_FILE: file };
		this.fd = openSync(file, 'r+');
	}
	// From the so many-th time on, so often.  The kind last: until then nothing is counted.
	fail(kind, after, times = 1) {
		writeSync(this.fd, bytes(0), 0, 4, 0);
		writeSync(this.fd, bytes(after, times, 0), 0, 12, 4);
		writeSync(this.fd, bytes(kinds[kind]), 0, 4, 0);
	}
	// Nothing fails any more.  How often did it?
	mend() {
		const b = Buffer.alloc(4);
		writeSync(this.fd, bytes(0), 0, 4, 0);
		readSync(this.fd, b, 0, 4, 12);
		return b.readInt32LE(0);
	}
	end() { closeSync(this.fd); }
}

// A generator that gives the same numbers each time.
export const numbers = seed => () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;

// libical and the library of Unicode under it do not look whether they got memory (libical 3.0.16, icalrecur_iterator_new):
// there the process may end, which loses nothing either.  Nowhere else.
export const frail = /fault\.so\S+\n\S*libc\.so\S+\n(\S*libc\.so\S+\n)?\S*lib(icu\w+|ical)\.so/;
// Other threads write lines of their own between those that say where it ended.
export const lastWords = log => log.replace(/^\d{4}-\d\d-\d\dT\S+Z .*\n/gm, '');
