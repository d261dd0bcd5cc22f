// Small conveniences. Every page works without this file.
"use strict";

// Ctrl-K or "/" moves to the search field, where a page has one.
document.addEventListener("keydown", (event) => {
  const search = document.querySelector("[data-search]");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const asked = (event.ctrlKey && event.key === "k") || (event.key === "/" && !typing);
  if (search && asked) {
    event.preventDefault();
    search.focus();
  }
});

// A form that came back with errors: the summary is read first.
document.querySelector("[data-focus]")?.focus();

// After ten seconds the way to undo is quieter; it stays until the page is left.
for (const bar of document.querySelectorAll("[data-undo]")) {
  setTimeout(() => bar.classList.add("fv-undo-quiet"), 10000);
}

// Folded menus close with Escape and when something else is chosen.
const menus = "header details, .fv-bottom details";
document.addEventListener("keydown", (event) => {
  const open = event.target.closest(menus);
  if (event.key === "Escape" && open?.open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// On a phone a table of many columns, or one that hangs out, stands its rows up; each cell then
// needs its column's words.
for (const table of document.querySelectorAll(".fv-table")) {
  const labels = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  const hangsOut = table.parentElement.scrollWidth > table.parentElement.clientWidth;
  if (labels.length < 2 || (labels.length < 4 && !hangsOut)) continue;
  table.classList.add("fv-stacked");
  table.setAttribute("role", "table");
  for (const row of table.querySelectorAll("tbody tr")) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, place) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      if (labels[place]) cell.dataset.label = labels[place];
    });
  }
}

// The badge for working without a network. Pages tell how many taps wait:
//   document.dispatchEvent(new CustomEvent("favn:waiting", { detail: { count: 3 } }))
let waiting = 0;
const showNetwork = () => {
  for (const badge of document.querySelectorAll("[data-offline-badge]")) {
    badge.hidden = navigator.onLine && waiting === 0;
    badge.querySelector("[data-offline-words]").hidden = navigator.onLine;
    badge.querySelector("[data-waiting]").textContent = String(waiting);
  }
};
document.addEventListener("favn:waiting", (event) => {
  waiting = event.detail.count;
  showNetwork();
});
addEventListener("online", showNetwork);
addEventListener("offline", showNetwork);
showNetwork();

// Something is being worked out: how far it is is asked for every other second. When it is done, or
// the screen was locked meanwhile, the page is fetched anew.
const AGAIN = 2000;
const lookAgain = async (here) => {
  const answer = await fetch(here.dataset.lookAgain).catch(() => undefined);
  const told = answer?.ok && !answer.redirected ? await answer.json() : { html: "" };
  // Without a network nothing is known; it is asked again.
  if (answer && !told.html) return location.reload();
  // The server has escaped every word in it.
  if (told.html) here.innerHTML = told.html;
  setTimeout(lookAgain, AGAIN, here);
};
for (const here of document.querySelectorAll("[data-look-again]")) setTimeout(lookAgain, AGAIN, here);
