// Taps that wait on this device, in IndexedDB, and what the desk last knew from the server.
// A tap keeps its id from the finger to the database, so that sending it twice counts it once.

const open = () => new Promise((done, failed) => {
  const asked = indexedDB.open("favn-desk", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("taps", { keyPath: "id" });
    asked.result.createObjectStore("known");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

const base = await open();

const inStore = (name, mode, work) => new Promise((done, failed) => {
  const transaction = base.transaction(name, mode);
  const asked = work(transaction.objectStore(name));
  transaction.oncomplete = () => done(asked.result);
  transaction.onerror = transaction.onabort = () => failed(transaction.error);
});

export const put = (tap) => inStore("taps", "readwrite", (store) => store.put(tap));
export const drop = (id) => inStore("taps", "readwrite", (store) => store.delete(id));

// Change one tap if it is still there, in one go: `change` answers the new tap, or null to drop it.
// Answers what stands afterwards, undefined where there was or is nothing.
export const alter = (id, change) => new Promise((done, failed) => {
  const transaction = base.transaction("taps", "readwrite");
  const store = transaction.objectStore("taps");
  let after;
  store.get(id).onsuccess = (event) => {
    const tap = event.target.result;
    if (!tap) return;
    after = change(tap) ?? undefined;
    if (after) store.put(after);
    else store.delete(id);
  };
  transaction.oncomplete = () => done(after);
  transaction.onerror = transaction.onabort = () => failed(transaction.error);
});

export const know = (key, value) => inStore("known", "readwrite", (store) => store.put(value, key));
export const known = (key) => inStore("known", "readonly", (store) => store.get(key));

// All taps in the order of the finger, not of the device's clock, which may be set back.
export const all = async () => {
  const taps = await inStore("taps", "readonly", (store) => store.getAll());
  return taps.sort((a, b) => a.turn - b.turn);
};

let last = 0;
export const nextTurn = async () => {
  const taps = await all();
  last = Math.max(last, taps.length ? taps[taps.length - 1].turn : 0) + 1;
  return last;
};
