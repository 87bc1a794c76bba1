// A mail server on loopback that takes, refuses or drops mail as a test says.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';

// A certificate for 127.0.0.1 that nobody else trusts.
export function certificate(dir) {
	const key = path.join(dir, 'smtp-key.pem'), cert = path.join(dir, 'smtp-cert.pem');
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', cert,
		'-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
	return { key: readFileSync(key), cert: readFileSync(cert), file: cert };
}

// answers: { RCPT: '550 …', DATA: … }: instead of the usual reply.  starttls: false leaves it out.
export async function mailServer({ key, cert }, { answers = {}, starttls = true } = {}) {
	const server = { messages: [], sessions: 0, clear: [], answers, sockets: new Set(), pause: 0 };
	const talk = (socket, secure) => {
		let data = null, pending = '', asked = false;
		const say = line => socket.write(`${line}\r\n`);
		const envelope = { secure };
		const command = line => {
			if (asked) {
				asked = false;
				envelope.auth = Buffer.from(line, 'base64').toString();
				return say('235 welcome');
			}
			const word = line.slice(0, 4).toUpperCase();
			if (!secure)
				server.clear.push(word);
			const other = server.answers[word];
			if (other)
				return say(typeof other === 'function' ? other() : other);
			if (word === 'EHLO')
				return say(`250-stand-in\r\n${starttls && !secure ? '250-STARTTLS\r\n' : '250-AUTH PLAIN\r\n'}250 SIZE 1000000`);
			if (word === 'STAR') {
				say('220 go on');
				socket.removeAllListeners('data');
				const safe = new tls.TLSSocket(socket, { isServer: true, key, cert });
				safe.on('error', () => {});
				return talk(safe, true);
			}
			if (word === 'AUTH') {
				asked = true;
				return say('334 ');
			}
			if (word === 'MAIL')
				envelope.from = line;
			if (word === 'RCPT')
				envelope.to = line;
			if (word === 'DATA') {
				data = '';
				return say('354 go on');
			}
			if (word === 'QUIT') {
				say('221 bye');
				return socket.end();
			}
			return say('250 fine');
		};
		socket.on('data', piece => {
			pending += piece.toString('latin1');
			for (let at; (at = pending.indexOf('\r\n')) >= 0;) {
				const line = pending.slice(0, at);
				pending = pending.slice(at + 2);
				if (data === null) {
					command(line);
				} else if (line === '.') {
					const done = data;
					data = null;
					const other = server.answers.END;
					if (!other)
						server.messages.push({ ...envelope, text: done });
					setTimeout(() => say(other ?? '250 kept'), server.pause).unref();
				} else {
					data += `${line.replace(/^\./, '')}\r\n`;
				}
			}
		});
	};
	const listener = net.createServer(socket => {
		server.sessions++;
		server.sockets.add(socket);
		socket.on('error', () => {});
		socket.write('220 stand-in\r\n');
		talk(socket, false);
	});
	await new Promise(done => listener.listen(0, '127.0.0.1', done));
	server.url = `smtp://127.0.0.1:${listener.address().port}`;
	server.close = () => { for (const s of server.sockets) s.destroy(); listener.close(); };
	return server;
}
