// The screen of somebody who went away is covered, and the server locks the session. What was typed
// stays in the page; it is shown again when the same person has opened the session in another tab.
// Without this file the server locks at the next request.
"use strict";

const cover = document.querySelector("[data-lock-after]");
const page = document.documentElement;
const patience = Number(cover.dataset.lockAfter) * 60000;
let seen = Date.now();
let told = 0;

// Whoever works in one tab is here in all of them.
const tabs = new BroadcastChannel("favn-seen");
tabs.addEventListener("message", ({ data }) => (seen = Math.max(seen, data)));

const here = () => {
  seen = Date.now();
  if (seen - told < 1000) return;
  told = seen;
  tabs.postMessage(seen);
};

for (const sign of ["keydown", "pointerdown", "pointermove", "scroll"]) {
  document.addEventListener(sign, here, { passive: true, capture: true });
}

const show = () => {
  page.classList.add("fv-covered");
  if (!cover.open) cover.showModal();
};

const lock = async () => {
  show();
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token });
  try {
    await fetch(cover.dataset.lockUrl, { method: "POST", body, redirect: "manual" });
  } catch {
    // No network: nothing can be asked for either; the server locks by its own clock.
  }
};

// Opened again in another tab: the server answers, instead of leading to the way in.
const look = async () => {
  if (!cover.open) return;
  try {
    const answer = await fetch(cover.dataset.lockUrl, { redirect: "manual" });
    if (!answer.ok) return;
  } catch {
    return;
  }
  seen = Date.now();
  page.classList.remove("fv-covered");
  cover.close();
};

cover.addEventListener("cancel", (event) => event.preventDefault());
document.addEventListener("visibilitychange", look);
window.addEventListener("focus", look);
setInterval(() => {
  if (!cover.open && Date.now() - seen > patience) lock();
}, 5000);
