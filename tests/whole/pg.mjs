// A PostgreSQL of the test's own: a socket in its folder, no network; started, stopped and killed as a test wants.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { atEnd, sleep, watched } from './kith.mjs';

const top = '/usr/lib/postgresql';
const bin = existsSync(top) ? readdirSync(top).map(v => `${top}/${v}/bin`).filter(existsSync).sort().pop() : null;
export const available = Boolean(bin);

// It refuses to run as root.
const user = process.getuid() === 0 ? (spawnSync('id', ['-u', 'postgres']).status === 0 ? 'postgres' : 'nobody') : null;
const number = flag => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
const as = user ? { uid: number('-u'), gid: number('-g') } : {};
const run = (program, ...words) => spawnSync(program, words, { ...as, encoding: 'utf8', cwd: '/' });

// A folder that is its own.
function own(folder) {
	mkdirSync(folder);
	if (user)
		chownSync(folder, as.uid, as.gid);
	return folder;
}

// A disk of so many megabytes at this folder, to be filled; or, in words, why there is none.
export function smallDisk(t, folder, megabytes) {
	mkdirSync(folder);
	const r = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'kith-test', folder], { encoding: 'utf8' });
	if (r.status !== 0)
		return `no disk may be mounted here: ${(r.stderr || String(r.error)).trim()}`;
	atEnd(t, () => spawnSync('umount', ['-l', folder]));
	return null;
}

// data, wal: folders that are not there yet, for the records and for the log before them; more: settings.
export async function postgres(t, dir, { data, wal, more = [] } = {}) {
	chmodSync(dir, 0o711);
	const folder = own(`${dir}/pg`), at = own(data ?? `${folder}/data`);
	const made = run(`${bin}/initdb`, '-D', at, '-U', 'kith', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync',
		...wal ? ['--waldir', own(wal), '--wal-segsize=1'] : []);
	if (made.status !== 0)
		throw new Error(made.stderr);
	const pg = { url: `postgresql://kith@/postgres?host=${folder}`, child: null };
	pg.start = async () => {
		pg.child = watched(spawn(`${bin}/postgres`, ['-D', at, '-k', folder, '-c', 'listen_addresses=', '-c', 'max_connections=60', ...more.flatMap(x => ['-c', x])],
			{ ...as, stdio: 'ignore', cwd: '/' }));
		pg.ended = new Promise(done => pg.child.on('exit', done));
		for (let k = 0; k < 200; k++, await sleep(50))
			if (run(`${bin}/pg_isready`, '-q', '-h', folder).status === 0)
				return;
		throw new Error('PostgreSQL did not start');
	};
	// fast: connections are cut, everything is written; immediate: as if the power went.
	pg.stop = async (mode = 'fast') => {
		pg.child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
		await pg.ended;
	};
	// Its processes, by their ids: the first began the others.
	pg.processes = () => [pg.child.pid, ...readFileSync(`/proc/${pg.child.pid}/task/${pg.child.pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)];
	pg.ask = sql => run(`${bin}/psql`, '-h', folder, '-U', 'kith', '-Atc', sql, 'postgres').stdout.trim();
	atEnd(t, () => pg.stop('immediate'));
	await pg.start();
	return pg;
}
