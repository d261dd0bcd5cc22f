"""Five hundred taps that waited on a device: how long until the server has them all.

    python benchmarks/offline_queue.py

A real Chromium before the real server, with the desk's own queue and script: the taps are put in
the queue while the network is cut, and the clock runs from the moment it is back until the queue is
empty. The yardstick is the same page sending as many taps with a bare `fetch` loop, one after
another, without queue, numbers or badge, in the same run.

Bar: 500 taps in under 10 seconds, each counted once. Exit 1 above. Needs the test environment.
"""

import argparse
import json
import os
import statistics
import sys
import time
from typing import Any

BAR = 10.0
SEED = """async (count) => {
  const queue = await import("/static/centre/queue.js");
  const { owner } = document.querySelector("[data-desk]").dataset;
  for (let turn = 1; turn <= count; turn += 1) {
    await queue.put({
      id: crypto.randomUUID(), owner, press: "visit", name: "Besøg", turn, card: "", on: "",
      hour: "", tapped_at: new Date().toISOString(),
    });
  }
}"""
LEFT = """async () => (await (await import("/static/centre/queue.js")).all()).length"""
BARE = """async (count) => {
  const { countUrl, organisation } = document.querySelector("[data-desk]").dataset;
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  for (let turn = 0; turn < count; turn += 1) {
    const answer = await fetch(countUrl, {
      method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams({ id: crypto.randomUUID(), press: "visit", organisation }),
    });
    if (answer.status !== 201) throw new Error(answer.status);
    await answer.json();
  }
}"""


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Seconds of both, in turn."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from favn.config.trials import ground, server  # noqa: PLC0415

    with ground.throw_away():
        house = ground.furnished(1)
        ground.close()
        with server.running() as favn, sync_playwright() as playwright:
            path = os.environ.get("FAVN_CHROMIUM", "/usr/bin/chromium")
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = opened(chromium, f"http://127.0.0.1:{favn.port}", house.browsers[0])
            turns = range(options.rounds)
            pairs = [(bare(page, options.taps), queued(page, options.taps)) for _turn in turns]
            chromium.close()
    return said(pairs, options.taps)


def opened(chromium: Any, address: str, session_key: str) -> Any:
    """The day screen of somebody who is signed in."""
    context = chromium.new_context(base_url=address, locale="da-DK")
    context.add_cookies([{"name": "sessionid", "value": session_key, "url": address}])
    page = context.new_page()
    page.goto("/i-dag/")
    page.wait_for_selector("html[data-desk-ready]", state="attached")
    return page


def bare(page: Any, taps: int) -> float:
    """A plain loop."""
    began = time.perf_counter()
    page.evaluate(BARE, taps)
    return time.perf_counter() - began


def queued(page: Any, taps: int) -> float:
    """From the moment the network is back until nothing waits."""
    page.evaluate(LEFT)
    page.context.set_offline(True)
    page.evaluate(SEED, taps)
    began = time.perf_counter()
    page.context.set_offline(False)
    while page.evaluate(LEFT):
        time.sleep(0.5)
        if time.perf_counter() - began > 120:
            raise SystemExit("The queue did not empty within two minutes.")
    return time.perf_counter() - began


def said(pairs: list[tuple[float, float]], taps: int) -> dict[str, Any]:
    """Medians, and each round."""
    waited = statistics.median(queue for _bare, queue in pairs)
    return {
        "taps": taps,
        "bare_seconds": round(statistics.median(one for one, _queue in pairs), 2),
        "queue_seconds": round(waited, 2),
        "ratio": round(statistics.median(queue / one for one, queue in pairs), 2),
        "rounds": [[round(one, 2), round(queue, 2)] for one, queue in pairs],
        "holds": waited < BAR,
    }


def main() -> int:
    """Measure, print one JSON line; 1 where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--taps", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    result = measured(parser.parse_args())
    print(json.dumps({"benchmark": "offline_queue", **result}))
    return 0 if result["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
