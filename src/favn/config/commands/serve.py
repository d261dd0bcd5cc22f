"""favn serve: the web server.

SQLite is served by one process with several threads, because SQLite has one writer; PostgreSQL by
several processes.
"""

import argparse
import threading
from typing import Any

from favn.config import cli

THREADS = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, help="processes; only with PostgreSQL")
    parser.epilog = "Examples:\n  favn serve\n  favn serve --port 8080"


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    cli.start_django()
    from django.conf import settings  # noqa: PLC0415 - needs Django loaded

    cli.checked()
    on_sqlite = "sqlite" in str(settings.DATABASES["default"]["ENGINE"])
    if sentence := why_not(on_sqlite, options.workers):
        raise cli.CommandError(sentence, cli.WRONG_CALL)
    workers = 1 if on_sqlite else options.workers or 2
    print(f"Favn answers on http://{options.host}:{options.port}/  (stop with Ctrl-C)", flush=True)
    serve(f"{options.host}:{options.port}", workers)
    return cli.DONE


def why_not(on_sqlite: bool, workers: int | None) -> str | None:
    """Why this database cannot be served by so many processes, or None."""
    if not on_sqlite or workers in (None, 1):
        return None
    return (
        "SQLite has one writer, so Favn serves it from one process. Leave --workers out, or"
        " set FAVN_DATABASE_URL to a PostgreSQL database."
    )


def warm_up(_worker: Any = None) -> None:
    """Load the figures' engine beside the first requests, so that nobody waits for it."""
    threading.Thread(target=_load_engine, daemon=True).start()


def _load_engine() -> None:
    import duckdb  # noqa: F401, PLC0415 - loading them is the point
    import ibis  # noqa: F401, PLC0415


def serve(bind: str, workers: int) -> None:
    """Run gunicorn in this process."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - only when serving

    from favn.config.worker import EvenWorker  # noqa: PLC0415

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with Favn's settings instead of a file."""

        def load_config(self) -> None:
            """Threads share one process, so that writers queue in it."""
            chosen: dict[str, Any] = {
                "bind": bind,
                "workers": workers,
                "threads": THREADS,
                "worker_class": EvenWorker,
                "loglevel": "warning",
                "keepalive": 30,
                "post_worker_init": warm_up,
            }
            for key, value in chosen.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            """The WSGI application."""
            from favn.config.wsgi import application  # noqa: PLC0415 - after the fork

            return application

    Server().run()
