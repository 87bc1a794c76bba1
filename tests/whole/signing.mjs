// What people sign in with, as a test holds it: codes of an authenticator app, and a device that makes passkeys.
import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// RFC 6238, with the secret in base32; later: so many half minutes from now.
export function oneTimeCode(secret, later = 0) {
	const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2))), step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
	const mac = createHmac('sha1', key).update(step).digest(), at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// A device that makes passkeys and signs with them, as WebAuthn says (ES256).
export class Device {
	constructor(place) {
		this.place = new URL(place);
		Object.assign(this, generateKeyPairSync('ec', { namedCurve: 'P-256' }), { id: randomBytes(16) });
	}
	said(type, challenge) {
		return Buffer.from(JSON.stringify({ type, challenge: Buffer.from(challenge).toString('base64url'), origin: this.place.origin, crossOrigin: false }));
	}
	state(fresh) {
		const head = Buffer.concat([createHash('sha256').update(this.place.hostname).digest(), Buffer.from([fresh ? 0x45 : 5, 0, 0, 0, fresh ? 0 : 1])]);
		if (!fresh)
			return head;
		const { x, y } = this.publicKey.export({ format: 'jwk' }), number = s => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(s, 'base64url')]);
		return Buffer.concat([head, Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21]), number(x), Buffer.from([0x22]), number(y)]);
	}
	make(challenge) {
		const state = this.state(true), text = s => Buffer.concat([Buffer.from([0x60 + s.length]), Buffer.from(s)]);
		const attestation = Buffer.concat([Buffer.from([0xa3]), text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData'), Buffer.from([0x58, state.length]), state]);
		return { said: this.said('webauthn.create', challenge).toString('base64url'), attestation: attestation.toString('base64url') };
	}
	answer(challenge) {
		const said = this.said('webauthn.get', challenge), state = this.state(false);
		const signature = sign('sha256', Buffer.concat([state, createHash('sha256').update(said).digest()]), this.privateKey);
		return { credential: this.id.toString('base64url'), said: said.toString('base64url'), state: state.toString('base64url'), signature: signature.toString('base64url') };
	}
}
