/* What script adds to pages that work without it: leaving fast, a form sent only once, the eye led to what needs mending,
 * the time zone, printing.  Keeps nothing on the device and clears what was kept there on leaving; everything else is left to the server. */
(() => {
	"use strict";
	const root = document.documentElement;
	const SHIFTS = 3, SHIFT_WINDOW_MS = 5000, RESEND_MS = 8000;

	/* What a tab kept, and a copy somebody asked for (keep.js), go when they do; the server says the same to browsers that listen. */
	const forget = () => {
		try { sessionStorage.clear(); } catch { /* not allowed: then nothing was kept either */ }
		if (self.caches) caches.delete("kith-copy");
		navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((w) => w.unregister()));
	};

	/* The address replaces this page in the history, and nothing is shown while the next one loads. */
	const leave = () => {
		const way = document.querySelector("a.leave");
		if (!way) return;
		forget();
		root.classList.add("gone");
		document.title = "\u00a0";
		location.replace(way.href);
	};
	document.addEventListener("click", (event) => {
		if (!event.target.closest("a.leave") || event.button || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		leave();
	});

	/* Shift three times; Escape is taken by screen readers and dialogs. */
	let shifts = 0, first = 0;
	document.addEventListener("keyup", (event) => {
		if (event.key !== "Shift") { shifts = 0; return; }
		if (event.timeStamp - first > SHIFT_WINDOW_MS) shifts = 0;
		if (shifts === 0) first = event.timeStamp;
		shifts += 1;
		if (shifts === SHIFTS) leave();
	});

	/* A page kept in the browser's memory is not shown again after signing out: it is asked for anew. */
	addEventListener("pageshow", (event) => {
		if (event.persisted) { root.classList.add("gone"); location.reload(); }
	});

	/* Two taps on a slow line send one form. */
	document.addEventListener("submit", (event) => {
		const form = event.target, by = event.submitter;
		if (form.method !== "post" || event.defaultPrevented) return;
		if (form.dataset.sent) { event.preventDefault(); return; }
		form.dataset.sent = "1";
		if (form.getAttribute("action") === "/sign-out") forget();
		if (by) by.setAttribute("aria-disabled", "true");
		setTimeout(() => {
			delete form.dataset.sent;
			if (by) by.removeAttribute("aria-disabled");
		}, RESEND_MS);
	});

	for (const button of document.querySelectorAll("button[data-print]")) {
		button.hidden = false;
		button.addEventListener("click", () => print());
	}

	/* The device knows its time zone; whoever joins can still choose another. */
	for (const zones of document.querySelectorAll("select[name=zone]")) {
		const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
		if (!zones.value && [...zones.options].some((zone) => zone.value === here)) zones.value = here;
	}

	/* A form that came back: to the list of what needs mending, so that it is seen and read aloud. */
	const faults = document.querySelector(".faults");
	if (faults) faults.focus();
})();
