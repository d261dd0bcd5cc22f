// Saves a chapter a moment after one stops typing, and shows how it looks. The page works without.

const PAUSE = 1500;

for (const area of document.querySelectorAll("form textarea[name=text]")) {
  const form = area.form;
  const told = form.querySelector("[data-saved]");
  const shown = form.closest("section").querySelector("[data-preview]");
  const warned = form.closest("section").querySelector("[data-warned]");
  let timer;
  let saving = false;
  let waiting = false;
  let stopped = false;

  const say = (words) => {
    told.textContent = words;
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
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const { said, version, html, warnings, mark, of } = await answer.json();
      say(said);
      if (answer.ok) {
        form.elements.version.value = version;
        // One's own words have been seen; what others write meanwhile still stops the freezing.
        for (const seen of document.querySelectorAll("input[name=seen]")) {
          seen.value = seen.value.replace(new RegExp(`${of}-\\d+`), mark);
        }
        // The server has escaped every word in it; it is the same piece the page came with.
        shown.innerHTML = html;
        warned.innerHTML = warnings;
      } else if (answer.status === 409) {
        // Somebody else wrote: from here the button shows both texts, and nothing is overwritten.
        stopped = true;
      }
    } catch {
      say(told.dataset.offline);
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
  });
}
