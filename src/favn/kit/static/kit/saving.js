// Saves a form a moment after one stops typing, and says when. Every such form works without.
//
// The form carries `data-saves`: what is sent as `verb`, empty where it has one verb only. The
// answer is {said, fields: {name: value}, html, beside, seen: {of, mark}}: what to say, hidden fields
// that move on, perhaps how what was written looks, for [data-preview] in the same section, perhaps
// what is said about it, for [data-beside], and perhaps the stamp by which other forms of the page
// tell that these words were seen.

const PAUSE = 1500;
const ENDED = [403, 404, 409, 410];
const TICKED = ["checkbox", "radio"];

// Whether somebody has answered it since the page came: this script comes after the page, and who
// types at once would else wait for the next letter to be saved.
const answered = (field) =>
  TICKED.includes(field.type)
    ? field.checked !== field.defaultChecked
    : "defaultValue" in field && field.value !== field.defaultValue;

for (const form of document.querySelectorAll("form[data-saves]")) {
  const told = form.querySelector("[data-saved]");
  const shown = form.closest("section")?.querySelector("[data-preview]");
  const about = form.closest("section")?.querySelector("[data-beside]");
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

  const show = ({ said, fields = {}, html, beside, seen }) => {
    told.textContent = said;
    for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
    // The server has escaped every word in it; it is the same piece the page came with.
    if (html !== undefined && shown) shown.innerHTML = html;
    if (beside !== undefined && about) about.innerHTML = beside;
    // One's own words have been seen; what others write meanwhile still stops the freezing.
    for (const other of seen ? document.querySelectorAll("input[name=seen]") : []) {
      other.value = other.value.replace(new RegExp(`${seen.of}-\\d+`), seen.mark);
    }
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
      // A locked screen leads to the way in instead of answering.
      if (answer.redirected) told.textContent = told.dataset.locked;
      else show(await answer.json());
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

  if ([...form.elements].some(answered)) later();
  form.addEventListener("input", later);
  // The button sends what is typed; a save behind it would only be in the way.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    stopped = true;
    leaving.abort();
  });
}
