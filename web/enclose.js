/* Pictures and a voice note on the form of a conversation.  A chosen picture is shown small and made smaller on this device before
 * it is sent; a voice is recorded here.  Nothing goes anywhere else.  Without script the fields do all but the recording. */
(() => {
	"use strict";
	const SIDE = 1600, SHOWN = 160, BYTES_MAX = 40 << 20, VOICE_SECONDS = 180, RATE = 16000;
	const ready = new Map();                /* the name of a file field → what is sent in its place */
	const form = () => document.querySelector("form[data-say]");

	/* ---- pictures ---- */

	const drawn = (bitmap, side) => {
		const by = Math.min(1, side / Math.max(bitmap.width, bitmap.height)), canvas = document.createElement("canvas");
		canvas.width = Math.max(1, Math.round(bitmap.width * by));
		canvas.height = Math.max(1, Math.round(bitmap.height * by));
		const on = canvas.getContext("2d");
		on.fillStyle = "#fff";
		on.fillRect(0, 0, canvas.width, canvas.height);
		on.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		return canvas;
	};
	/* What this browser cannot read goes as it is: the server says what is wrong with it. */
	const chosen = async (input) => {
		const file = input.files[0];
		ready.delete(input.name);
		input.parentElement.querySelector("canvas")?.remove();
		if (!file) return;
		try {
			const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }), whole = drawn(bitmap, SIDE);
			const shown = drawn(bitmap, SHOWN);
			bitmap.close();
			if (input.files[0] !== file) return;
			shown.setAttribute("aria-hidden", "true");
			input.after(shown);
			const small = await new Promise((give) => whole.toBlob(give, "image/jpeg", 0.92));
			if (small && small.size < file.size && input.files[0] === file) ready.set(input.name, small);
		} catch { /* as it is */ }
	};

	/* ---- a voice ---- */

	const wav = (samples) => {
		const bytes = new DataView(new ArrayBuffer(44 + 2 * samples.length));
		const text = (at, s) => { for (let k = 0; k < s.length; k++) bytes.setUint8(at + k, s.charCodeAt(k)); };
		text(0, "RIFF"), bytes.setUint32(4, 36 + 2 * samples.length, true), text(8, "WAVEfmt ");
		bytes.setUint32(16, 16, true), bytes.setUint16(20, 1, true), bytes.setUint16(22, 1, true);
		bytes.setUint32(24, RATE, true), bytes.setUint32(28, 2 * RATE, true), bytes.setUint16(32, 2, true), bytes.setUint16(34, 16, true);
		text(36, "data"), bytes.setUint32(40, 2 * samples.length, true);
		for (let k = 0; k < samples.length; k++) bytes.setInt16(44 + 2 * k, Math.max(-1, Math.min(1, samples[k])) * 32767, true);
		return new Blob([bytes], { type: "audio/wav" });
	};
	/* The browser reads what it recorded, or what was chosen, itself: one channel at 16 kHz, enough for a voice. */
	const decoded = async (blob) => {
		const context = new OfflineAudioContext(1, 1, RATE), heard = await context.decodeAudioData(await blob.arrayBuffer());
		const length = Math.ceil(heard.duration * RATE), one = new OfflineAudioContext(1, length, RATE), source = one.createBufferSource();
		source.buffer = heard;
		source.connect(one.destination);
		source.start();
		return one.startRendering();
	};
	const said = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

	const recorder = (box) => {
		const find = (name) => box.querySelector(`[data-${name}]`), input = box.querySelector("input[type=file]");
		let taking = null, heard = null, playing = null, ticking = 0;
		const show = (recording) => {
			find("record").hidden = recording || !!heard;
			find("stop").hidden = !recording;
			find("listen").hidden = find("drop").hidden = recording || !heard;
			if (!recording) find("length").textContent = heard ? said(heard.duration) : "";
		};
		const quiet = () => { playing?.close(); playing = null; };
		const drop = () => { quiet(); heard = null; ready.delete("voice"); input.value = ""; show(false); };
		const take = async (blob) => {
			try {
				heard = await decoded(blob);
				if (heard.duration > VOICE_SECONDS + 1) { heard = null; return; }      /* the server says that it is too long */
				ready.set("voice", wav(heard.getChannelData(0)));
			} catch { heard = null; }
			show(false);
		};
		const record = async () => {
			find("no-microphone").hidden = true;
			let stream;
			try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { find("no-microphone").hidden = false; return; }
			const pieces = [], began = Date.now();
			taking = new MediaRecorder(stream);
			taking.addEventListener("dataavailable", (event) => pieces.push(event.data));
			taking.addEventListener("stop", async () => {
				clearInterval(ticking);
				for (const track of stream.getTracks()) track.stop();
				await take(new Blob(pieces, { type: taking.mimeType }));
				taking = null;
				find(heard ? "listen" : "record").focus();
			});
			taking.start();
			show(true);
			find("stop").focus();
			ticking = setInterval(() => {
				const seconds = (Date.now() - began) / 1000;
				find("length").textContent = `${said(seconds)} / ${said(VOICE_SECONDS)}`;
				if (seconds >= VOICE_SECONDS) taking?.stop();
			}, 250);
		};
		const listen = () => {
			if (playing) { quiet(); return; }
			playing = new AudioContext();
			const source = playing.createBufferSource();
			source.buffer = heard;
			source.connect(playing.destination);
			source.addEventListener("ended", quiet);
			source.start();
		};
		if (!navigator.mediaDevices || !("MediaRecorder" in window)) return;
		find("recorder").hidden = false;
		find("record").addEventListener("click", record);
		find("stop").addEventListener("click", () => taking?.stop());
		find("listen").addEventListener("click", listen);
		find("drop").addEventListener("click", () => { drop(); find("record").focus(); });
		input.addEventListener("change", () => { ready.delete("voice"); heard = null; if (input.files[0]) take(input.files[0]); else show(false); });
		box.addEventListener("gone", drop);
	};

	/* ---- the form ---- */

	const fields = (it) => {
		for (const input of it.querySelectorAll("[data-picture] input[type=file]")) input.addEventListener("change", () => chosen(input));
		for (const box of it.querySelectorAll("[data-voice]")) recorder(box);
	};
	const sending = (it) => {
		it.addEventListener("formdata", ({ formData }) => {
			for (const [name, value] of [...formData]) if (value instanceof File && !value.size) formData.delete(name);
			for (const [name, blob] of ready) formData.set(name, blob, name);
		});
		/* What is too large for any server of ours is said before it is sent. */
		it.addEventListener("submit", (event) => {
			const size = [...new FormData(it).values()].reduce((sum, value) => sum + (value.size || 0), 0), note = it.querySelector("[data-too-large]");
			if (note) note.hidden = size <= BYTES_MAX;
			if (size > BYTES_MAX) { event.preventDefault(); event.stopImmediatePropagation(); }
		});
	};
	/* Sent: nothing is left of it here. */
	document.addEventListener("kith-said", () => {
		ready.clear();
		for (const box of form()?.querySelectorAll(".enclose") ?? []) {
			for (const input of box.querySelectorAll("input, textarea")) input.value = "";
			for (const shown of box.querySelectorAll("canvas")) shown.remove();
			box.dispatchEvent(new Event("gone"));
			box.open = false;
		}
	});
	/* Drawn again with a fault: what was chosen is still here, in its old fields. */
	document.addEventListener("kith-drawn-again", ({ detail }) => {
		const now = detail.to.querySelectorAll(".enclose"), before = detail.from.querySelectorAll(".enclose");
		for (let k = 0; k < now.length && k < before.length; k++) { before[k].open = now[k].open; now[k].replaceWith(before[k]); }
		detail.to.querySelector(":scope > .note.care")?.remove();
		sending(detail.to);
	});
	if (form()) { fields(form()); sending(form()); }
})();
