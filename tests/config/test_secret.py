"""The host's own secret: made once in a new home, whole, and read by its owner alone."""

import threading
from concurrent.futures import ThreadPoolExecutor

from favn.config.settings import kept_secret

MANY = 24


def test_many_who_start_at_once_in_a_new_home_read_one_secret(tmp_path):
    home, together = tmp_path / "home", threading.Barrier(MANY)
    home.mkdir()
    file = home / "secret.key"

    def start(_number):
        together.wait()
        return kept_secret(file)

    with ThreadPoolExecutor(MANY) as pool:
        read = set(pool.map(start, range(MANY)))
    assert len(read) == 1
    assert len(read.pop()) == 64
    assert [path.name for path in home.iterdir()] == ["secret.key"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept_secret(file) == kept_secret(file)
