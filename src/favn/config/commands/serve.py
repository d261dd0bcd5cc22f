"""favn serve: the web server.

SQLite is served by one process with several threads, because SQLite has one writer; PostgreSQL by
several processes.
"""

import argparse
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
    if on_sqlite and options.workers and options.workers > 1:
        raise cli.CommandError(
            "SQLite has one writer, so Favn serves it from one process. Leave --workers out, or"
            " set FAVN_DATABASE_URL to a PostgreSQL database.",
            cli.WRONG_CALL,
        )
    workers = 1 if on_sqlite else options.workers or 2
    print(f"Favn answers on http://{options.host}:{options.port}/  (stop with Ctrl-C)", flush=True)
    serve(f"{options.host}:{options.port}", workers)
    return cli.DONE


def serve(bind: str, workers: int) -> None:
    """Run gunicorn in this process."""
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - only when serving

    class Server(BaseApplication):  # type: ignore[misc]
        """gunicorn with Favn's settings instead of a file."""

        def load_config(self) -> None:
            """Threads share one process, so that writers queue in it."""
            chosen: dict[str, Any] = {
                "bind": bind,
                "workers": workers,
                "threads": THREADS,
                "worker_class": "gthread",
                "loglevel": "warning",
                "keepalive": 30,
            }
            for key, value in chosen.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            """The WSGI application."""
            from favn.config.wsgi import application  # noqa: PLC0415 - after the fork

            return application

    Server().run()
