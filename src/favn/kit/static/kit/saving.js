// Saves a form a moment after one stops typing, and says when. Every such form works without.
//
// The form carries `data-saves`: what is sent as `verb`, empty where it has one verb only. The
// answer is {said, fields: {name: value}, html}: what to say, hidden fields that move on, and
// perhaps how what was written looks, for [data-preview] in the same section.

const PAUSE = 1500;
const ENDED = [403, 404, 409, 410];

for (const form of document.querySelectorAll("form[data-saves]")) {
  const told = form.querySelector("[data-saved]");
  const shown = form.closest("section")?.querySelector("[data-preview]");
  const leaving = new AbortController();
  let timer;
  let saving = false;
  let waiting = false;
  let stopped = false;

  const typed = () => {
    const data = new FormData(form);
    if (form.dataset.saves) data.set("verb", form.dataset.saves);
    return data;
  };

  const show = ({ said, fields = {}, html }) => {
    told.textContent = said;
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    // The server has escaped every word in it; it is the same piece the page came with.
    if (html !== undefined && shown) shown.innerHTML = html;
  };

  const save = async () => {
    if (saving) {
      waiting = true;
      return;
    }
    saving = true;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: typed(),
        headers: { Accept: "application/json" },
        signal: leaving.signal,
      });
      // Somebody else wrote, or the page has ended: from here only the button saves, and it shows
      // both texts. Nothing is overwritten.
      stopped = stopped || ENDED.includes(answer.status);
      show(await answer.json());
    } catch {
      if (!leaving.signal.aborted) told.textContent = told.dataset.offline;
    } finally {
      saving = false;
      if (waiting) {
        waiting = false;
        later();
      }
    }
  };

  const later = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", later);
  // The button sends what is typed; a save behind it would only be in the way.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
    leaving.abort();
  });
}
