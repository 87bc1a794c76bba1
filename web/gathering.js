/* The agenda of a gathering while it runs: marks what is on now, and says about how many minutes of it are left.  No sound, nothing
 * that moves; without script the clock times beside each thing say the same. */
(() => {
	"use strict";
	const agenda = document.querySelector("[data-agenda]"), left = document.querySelector("[data-left]"), EVERY_MS = 5000;
	if (!agenda || !left) return;
	const steps = [...agenda.querySelectorAll("[data-from]")];
	const look = () => {
		const now = Date.now() / 1000, step = steps.find((s) => Number(s.dataset.from) <= now && now < Number(s.dataset.until));
		for (const s of steps) {
			if (s === step) s.setAttribute("aria-current", "step");
			else s.removeAttribute("aria-current");
		}
		left.hidden = !step;
		if (!step) return;
		const says = left.dataset.left.replace("#", String(Math.ceil((Number(step.dataset.until) - now) / 60)));
		if (left.textContent !== says) left.textContent = says;
	};
	look();
	setInterval(look, EVERY_MS);
})();
