// The desk with or without a network: a tap shows at once, waits in the queue, and is sent once.
// Without this file the same buttons are plain forms.

import * as queue from "./queue.js";

const page = document.querySelector("[data-desk]");
const says = page.dataset;
const owner = says.owner;
const SECOND = 1000;
const shown = new Map(); // key of a button -> { button, digits, base: what the server has }

for (const button of document.querySelectorAll("[data-counter]")) {
  const digits = button.querySelector("[data-count]");
  const base = Number(digits.textContent.replace(/\D/g, ""));
  shown.set(button.dataset.counter, { button, digits, base });
}
const nameOf = (press) =>
  shown.get(press)?.button.querySelector(".fv-counter-label, .fv-tile-label")?.textContent.trim() ??
  press.split(":")[0];

// --- What stands on the screen ---------------------------------------------------------------

const mine = async () => (await queue.all()).filter((tap) => tap.owner === owner);
const waits = (tap) => !tap.refused && !tap.undo;

const show = async () => {
  const taps = await mine();
  const here = (tap) => (tap.on || "") === says.late;
  for (const [press, part] of shown) {
    const waiting = taps.filter((tap) => tap.press === press && here(tap) && waits(tap));
    part.digits.textContent = String(part.base + waiting.length);
    mark(part.button, waiting.length);
  }
  await showBadge(taps);
  showRefused(taps.filter((tap) => tap.refused));
};

// "2 venter" in words on the button itself.
const mark = (button, count) => {
  let note = button.querySelector("[data-waits]");
  if (!note && count) {
    note = document.createElement("span");
    note.dataset.waits = "";
    note.className = "fv-counter-sub";
    button.querySelector(".fv-counter-words, .fv-tile-label").append(note);
  }
  if (note) note.textContent = count ? `${count} ${says.saysWaiting}` : "";
};

let problem = "";
let stale = false;
const showBadge = async (taps) => {
  const count = taps.filter((tap) => !tap.refused).length;
  document.dispatchEvent(new CustomEvent("favn:waiting", { detail: { count } }));
  const badge = document.querySelector("[data-offline-badge]");
  const words = badge.querySelector("[data-offline-words]");
  const others = (await queue.all()).length - taps.length;
  if (!navigator.onLine || problem === "network") words.textContent = says.saysOffline;
  else words.textContent = problem || (count ? says.saysSending : "");
  if (stale) words.textContent = says.saysStale;
  words.hidden = !words.textContent;
  if (others) words.textContent += ` ${says.saysOthers} ${others}.`;
  badge.hidden = !count && !others && !problem && !stale && navigator.onLine;
};

const showRefused = (taps) => {
  const place = document.querySelector("[data-refused-place]");
  const line = document.querySelector("[data-refused-line]");
  place.hidden = !taps.length;
  place.querySelector("[data-refused]").replaceChildren(...taps.map((tap) => {
    const item = line.content.cloneNode(true);
    item.querySelector("[data-what]").textContent = tap.name;
    item.querySelector("[data-why]").textContent = tap.refused;
    const remove = item.querySelector("button");
    remove.type = "button";
    remove.addEventListener("click", async () => {
      await queue.drop(tap.id);
      await show();
    });
    return item;
  }));
};

// --- A tap and its undo ----------------------------------------------------------------------

const newId = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(
  /[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16),
);

const tapped = async (button) => {
  const form = new FormData(button.form);
  const press = button.value;
  const tap = {
    id: newId(), owner, press, name: nameOf(press), turn: await queue.nextTurn(),
    card: form.get("card") || "", on: form.get("on") || "", hour: form.get("hour") || "",
    tapped_at: new Date().toISOString(),
  };
  await queue.put(tap);
  if (button.form.elements.card) button.form.elements.card.value = "";
  await show();
  offerUndo(tap); // after the number: what can be taken back is seen first
  send();
};

let bar = document.querySelector("[data-undo]");
let timer = 0;
let offered = null;

const readyBar = () => {
  const template = document.querySelector("[data-undo-template]");
  if (!bar) {
    template.after(template.content.cloneNode(true));
    bar = document.querySelector("[data-undo]");
  }
  return bar;
};

const offerUndo = (tap) => {
  offered = tap.id;
  readyBar();
  bar.querySelector("[data-undo-text]").textContent = `${says.saysCounted} ${tap.name}`;
  bar.querySelector("button").hidden = false;
  bar.elements.logbook.value = tap.press.split(":")[0];
  bar.elements.id.value = tap.id;
  bar.classList.remove("fv-undo-quiet");
  clearTimeout(timer);
  timer = setTimeout(() => bar.classList.add("fv-undo-quiet"), 10 * SECOND);
};

const closeUndo = (words) => {
  bar.querySelector("[data-undo-text]").textContent = words;
  bar.querySelector("button").hidden = true;
  offered = null;
};

// Not yet tried: it never happened. Tried or sent: the server hears of the tap, then of the undo.
const undo = async (id) => {
  const waiting = await queue.alter(id, (tap) => (tap.tried ? { ...tap, undo: true } : null));
  if (!waiting && sent.has(id)) {
    const tap = sent.get(id);
    shown.get(tap.press).base -= 1;
    await queue.put({ ...tap, undo: true });
  }
  closeUndo(says.saysUndone);
  await show();
  send();
};

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (bar && event.target === bar && offered) {
    event.preventDefault();
    undo(offered);
  } else if (button?.matches("[data-counter]")) {
    event.preventDefault();
    tapped(button);
  }
});

// --- Sending ---------------------------------------------------------------------------------

const sent = new Map(); // taps of this page that the server has, so that they can be undone

const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

const post = (url, fields) => fetch(url, {
  method: "POST",
  redirect: "manual",
  signal: AbortSignal.timeout(10 * SECOND),
  headers: { Accept: "application/json", "X-CSRFToken": token() },
  body: new URLSearchParams(Object.entries(fields).filter(([, value]) => value)),
});

const postTap = (tap) => post(says.countUrl, {
  id: tap.id, press: tap.press, card: tap.card, on: tap.on, hour: tap.hour,
  organisation: says.organisation, tapped_at: tap.tapped_at, sent_at: new Date().toISOString(),
});

const postUndo = (tap) => post(says.undoUrl, { logbook: tap.press.split(":")[0], id: tap.id });

// One request. Answers what it means: "done", "later" (no network, or too much at once), "trouble"
// (the server failed), "login", or a sentence.
const meaning = async (answer) => {
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return "login";
  if (answer.status >= 500) return "trouble";
  if (answer.status === 408 || answer.status === 429) return "later";
  if (answer.ok) return "done";
  const said = await answer.json().catch(() => ({}));
  return { refused: said.refused || says.saysGone };
};

const attempt = async (request) => {
  try {
    const answer = await request();
    const what = await meaning(answer);
    return { what, said: what === "done" ? await answer.json() : null };
  } catch {
    return { what: "later", said: null };
  }
};

// Sends one tap; true where the next may follow. An undo may come while it is under way, so the
// queue is asked again after each answer.
const sendOne = async ({ id }) => {
  const tap = await queue.alter(id, (waiting) => ({ ...waiting, tried: true }));
  if (!tap) return true; // undone or sent by another tab meanwhile
  const { what, said } = await attempt(() => postTap(tap));
  if (what === "trouble") return trouble(tap);
  if (what === "login" || what === "later") return halt(what);
  problem = "";
  if (what !== "done") {
    await queue.alter(id, (now) => (now.undo ? null : { ...now, refused: what.refused }));
    if (offered === id) closeUndo(says.saysRefused);
    return true;
  }
  sent.set(id, tap);
  const undoing = await queue.alter(id, (now) => (now.undo ? now : null));
  learn(tap, said.on, undoing ? Math.max(said.count - 1, 0) : said.count);
  return undoing ? undoOne(undoing) : true;
};

const undoOne = async (tap) => {
  const { what, said } = await attempt(() => postUndo(tap));
  if (what === "trouble") return trouble(tap);
  if (what === "login" || what === "later") return halt(what);
  if (what === "done") await queue.drop(tap.id);
  else await queue.alter(tap.id, (now) => ({ ...now, undo: false, refused: what.refused }));
  if (said) learn(tap, said.on, said.count);
  return true;
};

// The server could not take this one. It waits on, and after some tries it lets the others go first.
const TRIES = 3;
const failures = (tap) => ((tap.failed ?? 0) < TRIES ? 0 : tap.failed);
const trouble = async ({ id }) => {
  const after = await queue.alter(id, (tap) => ({ ...tap, failed: (tap.failed ?? 0) + 1 }));
  return after && failures(after) ? false : halt("later");
};

const halt = (what) => {
  problem = what === "login" ? says.saysLogin : "network";
  return false;
};

// What the server now has for a button, kept for when the page is opened without a network.
let learnt = {};
const learn = (tap, on, count) => {
  if (on !== says.day) return;
  const part = shown.get(tap.press);
  if (part) part.base = count;
  learnt[tap.press] = count;
};

const keepLearnt = async () => {
  const counts = learnt;
  learnt = {};
  const before = Object.keys(counts).length ? await queue.known(owner) : null;
  if (before?.day !== says.day) return;
  await queue.know(owner, { day: says.day, counts: { ...before.counts, ...counts } });
};

// Of hundreds that waited, numbers and badge follow a few times a second, not at each: reading the
// whole queue for every tap took longer than sending it.
const OFTEN = 0.25 * SECOND;
let followed = -OFTEN;
const follow = async () => {
  if (performance.now() - followed < OFTEN) return;
  await keepLearnt();
  await show();
  followed = performance.now();
};

const sendAll = async () => {
  if (!navigator.onLine) return;
  const waiting = (await mine()).filter((tap) => !tap.refused);
  waiting.sort((a, b) => failures(a) - failures(b));
  if (!waiting.length) problem = "";
  for (const tap of waiting) {
    const goOn = await sendOne(tap);
    await follow();
    if (!goOn) break;
  }
  await keepLearnt();
};

// One tab sends at a time; a tap made meanwhile is sent in the next turn.
let again = false;
let busy = false;
const send = async () => {
  again = true;
  if (busy) return;
  busy = true;
  try {
    while (again) {
      again = false;
      if (navigator.locks) await navigator.locks.request("favn-desk", sendAll);
      else await sendAll();
    }
  } finally {
    busy = false;
    await show();
  }
};

// --- Opening the page, perhaps out of the cache ----------------------------------------------

// A page never seen before came from the server: its numbers stand, and it tells the right time.
const visit = `${owner} ${location.pathname}`;
const seen = await queue.known(visit);
const last = await queue.known(owner);
if (seen?.now === says.now) {
  for (const [press, part] of shown) {
    if (last?.day === says.day) part.base = last.counts[press] ?? part.base;
  }
} else if (!says.late) {
  const counts = last?.day === says.day ? last.counts : {};
  for (const [press, part] of shown) counts[press] = part.base;
  await queue.know(owner, { day: says.day, counts });
  await queue.know(visit, { now: says.now, ahead: Date.parse(says.now) - Date.now() });
}

const dayNow = async () => {
  const ahead = (await queue.known(visit))?.ahead ?? 0;
  const parts = { timeZone: "Europe/Copenhagen", year: "numeric", month: "2-digit", day: "2-digit" };
  return new Intl.DateTimeFormat("sv-SE", parts).format(Date.now() + ahead);
};

// Sessions belong to their day: an old page asks for a new one, or keeps only the door.
const notStale = async () => {
  if (says.late || (await dayNow()) === says.day) return;
  if (navigator.onLine && (await fetch(location.pathname).then((r) => r.ok, () => false))) {
    location.replace(location.pathname);
    return;
  }
  for (const [press, part] of shown) part.button.hidden = press.startsWith("participation:");
  stale = true;
};

const keepShell = async () => {
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register(says.worker);
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const keep = [location.pathname, ...files.filter((name) => name.startsWith(`${location.origin}/static/`))];
  const forget = (await queue.known("owner")) !== owner;
  await queue.know("owner", owner);
  active.postMessage({ forget, keep: says.late ? [] : keep });
};

addEventListener("online", () => { problem = ""; send(); });
addEventListener("offline", show);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { notStale(); send(); } });
setInterval(() => { notStale(); send(); }, 15 * SECOND);
await notStale();
await show();
send();
document.documentElement.dataset.deskReady = "";
keepShell().catch(() => {});
