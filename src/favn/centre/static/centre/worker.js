// Keeps the desk's own pages for the time without a network: today, guidance and the tablet's
// board, with the files they need. No other page is ever kept, and nothing survives a sign-out.
"use strict";

const PAGES = "favn-pages-1";
const FILES = "favn-files-1";
const SHELL = ["/i-dag/", "/vejledning/", "/tavle/"];
const LEAVING = ["/konto/logout/", "/skift/", "/vaelg/", "/tavle/luk/", "/sprog/setlang/"];

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

const forget = () => caches.delete(PAGES);

// A page counts as the desk's only if it came straight from its own address.
const keepPage = async (path, answer) => {
  const pages = await caches.open(PAGES);
  if (answer.ok && !answer.redirected && answer.type === "basic") await pages.put(path, answer);
  else if (answer.type === "opaqueredirect" || answer.redirected || answer.status === 403) {
    await pages.delete(path);
  }
};

const pageFirstFromNetwork = async (request, path) => {
  try {
    const answer = await fetch(request);
    if (!new URL(request.url).search) await keepPage(path, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(path, { cacheName: PAGES });
    if (kept) return kept;
    throw error;
  }
};

const fileFirstFromNetwork = async (request) => {
  try {
    const answer = await fetch(request);
    if (answer.ok) await (await caches.open(FILES)).put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await caches.match(request, { cacheName: FILES });
    if (kept) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && LEAVING.includes(url.pathname)) event.waitUntil(forget());
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) {
    event.respondWith(fileFirstFromNetwork(request));
  } else if (request.mode === "navigate" && SHELL.includes(url.pathname) && !url.searchParams.has("dag")) {
    event.respondWith(pageFirstFromNetwork(request, url.pathname));
  }
});

// A page tells what it is made of, because its first visit went by before this worker was there.
self.addEventListener("message", (event) => {
  event.waitUntil((async () => {
    if (event.data.forget) await forget();
    for (const address of event.data.keep) {
      const url = new URL(address, location.origin);
      const answer = await fetch(url, { cache: "no-cache" }).catch(() => null);
      if (!answer) continue;
      if (SHELL.includes(url.pathname)) await keepPage(url.pathname, answer);
      else if (answer.ok && url.pathname.startsWith("/static/")) await (await caches.open(FILES)).put(url, answer);
    }
  })());
});
