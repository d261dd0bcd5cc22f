"""Who asks: the client behind the proxies the host named, never what a client says of itself."""

import pytest
from django.test import RequestFactory

from favn.config.environment import SettingError, proxies
from favn.kit.addresses import NOBODY, client_of


def asked(remote, forwarded=None):
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_of(RequestFactory().get("/", REMOTE_ADDR=remote, **more))


@pytest.mark.parametrize("forwarded", [None, "9.9.9.9", "9.9.9.9, 8.8.8.8", "127.0.0.1", ""])
def test_without_a_trusted_proxy_no_header_counts(forwarded):
    assert asked("192.0.2.7", forwarded) == "192.0.2.7"


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "client"),
    [
        (["127.0.0.1"], "127.0.0.1", "192.0.2.7", "192.0.2.7"),
        (["127.0.0.1"], "127.0.0.1", "9.9.9.9, 192.0.2.7", "192.0.2.7"),
        (["127.0.0.1"], "198.51.100.1", "192.0.2.7", "198.51.100.1"),
        (["127.0.0.1"], "127.0.0.1", None, "127.0.0.1"),
        (["127.0.0.1"], "127.0.0.1", "vrøvl", "127.0.0.1"),
        (["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", "9.9.9.9, 192.0.2.7, 10.1.2.3", "192.0.2.7"),
        (["10.0.0.0/8"], "10.0.0.1", "10.0.0.2", "10.0.0.1"),
        (["unix"], "", "192.0.2.7", "192.0.2.7"),
        ([], "", "192.0.2.7", NOBODY),
        (["::1"], "::1", "192.0.2.7", "192.0.2.7"),
        (["127.0.0.1"], "::ffff:127.0.0.1", "192.0.2.7", "192.0.2.7"),
    ],
)
def test_the_last_address_no_proxy_of_ours_has_is_the_client(
    settings, trusted, remote, forwarded, client
):
    settings.TRUSTED_PROXIES = trusted
    assert asked(remote, forwarded) == client


def test_a_home_with_many_addresses_is_one():
    assert asked("2001:db8:1:2::5") == asked("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert asked("2001:db8:1:3::5") != asked("2001:db8:1:2::5")


def test_the_setting_is_read_and_what_is_no_address_is_refused(monkeypatch):
    monkeypatch.setenv("FAVN_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,unix")
    assert proxies("FAVN_TRUSTED_PROXIES") == ["127.0.0.1", "10.0.0.0/8", "unix"]
    monkeypatch.setenv("FAVN_TRUSTED_PROXIES", "")
    assert proxies("FAVN_TRUSTED_PROXIES") == []
    monkeypatch.setenv("FAVN_TRUSTED_PROXIES", "min-proxy")
    with pytest.raises(SettingError, match="min-proxy"):
        proxies("FAVN_TRUSTED_PROXIES")
