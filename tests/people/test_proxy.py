"""Attempts behind a proxy are counted by the true client."""

DOOR = "/min-side/medborgerhuset/"
LOGIN = "/konto/login/"


def tries(client, times, address=DOOR, **headers):
    answers = [client.post(address, {"code": f"WRONG{n}"}, **headers) for n in range(times)]
    return [answer.status_code for answer in answers]


def test_behind_a_proxy_attempts_are_counted_by_the_true_client(register, settings):
    """Otherwise one who guesses would shut the page for the whole house."""
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    browser = register.cast.visit()
    one, other = ({"HTTP_X_FORWARDED_FOR": f"192.0.2.{n}"} for n in (7, 8))
    assert tries(browser, 11, **one)[-2:] == [422, 429]
    assert tries(browser, 1, **other) == [422]


def test_without_a_proxy_a_header_makes_nobody_somebody_else(register):
    browser = register.cast.visit()
    for n in range(10):
        tries(browser, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    assert tries(browser, 1, HTTP_X_FORWARDED_FOR="192.0.2.99") == [429]


def test_failed_sign_ins_are_counted_by_the_true_client_too(register, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    browser = register.cast.visit()

    def refused(n, client):
        form = {"login": f"nobody{n}@x.example", "password": "forkert"}
        html = browser.post(LOGIN, form, HTTP_X_FORWARDED_FOR=client).content.decode()
        return "Der er prøvet for mange gange" in html

    assert [refused(n, "192.0.2.7") for n in range(12)][-1]
    assert not refused(99, "192.0.2.8")
