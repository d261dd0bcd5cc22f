"""What the components promise: numbers and times in words, forms that say what is wrong, bars."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation

from favn.kit import clock, figures
from favn.kit.templatetags import kit
from favn.statistics import disclosure


def draw(code, request=None, **values):
    return engines["django"].from_string("{% load i18n kit %}" + code).render(values, request)


def local(*parts):
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def danish():
    with translation.override("da"):
        yield


@pytest.fixture
def request_():
    return RequestFactory().get("/et/sted/?by=month&side=2")


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (9859, "da", "9.859"),
        (9859, "en", "9,859"),
        (1000000, "da", "1.000.000"),
        (0, "da", "0"),
        (None, "da", "–"),
    ],
)
def test_numbers_are_grouped_as_the_language_does(value, language, text):
    with translation.override(language):
        assert draw("{% number value %}", value=value) == text


def test_decimals_are_shown_only_where_asked():
    assert draw("{% number 34.5 1 %}") == "34,5"
    assert draw("{{ value|whole }}", value=34.4) == "34"


def test_a_number_that_is_not_there_is_a_dash_and_a_share_follows_the_language():
    assert draw("{{ n|whole }} {{ n|percent }}", n=None) == "– –"
    assert draw("{{ n|percent }}", n=12) == "12\xa0%"
    with translation.override("en"):
        assert draw("{{ n|percent }}", n=12) == "12%"


def test_a_year_is_never_grouped():
    assert draw("{{ year|plain }}", year=2026) == "2026"


def test_moments_are_told_as_people_tell_them():
    today = clock.today()
    at = local(today.year, today.month, today.day, 14, 5)
    assert draw("{% when at %}", at=at) == "i dag kl. 14.05"
    assert draw("{{ at|when }}", at=at - timedelta(days=1)) == "i går kl. 14.05"
    assert draw("{{ at|when }}", at=local(2025, 11, 12, 9, 10)) == "12. nov. 2025 kl. 9.10"
    assert draw("{{ at|when }}", at=date(2025, 5, 1)) == "1. maj 2025"
    assert draw("{{ at|when }}", at=None) == "–"


def test_a_moment_late_in_the_evening_belongs_to_the_local_day():
    just_after_midnight = local(2025, 7, 2, 0, 30)
    assert "2. jul. 2025 kl. 0.30" in draw("{% when at %}", at=just_after_midnight)


def test_days_and_hours_in_both_languages():
    day = date(2026, 11, 12)
    assert draw("{{ day|long_day }}", day=day) == "torsdag 12. november 2026"
    assert draw("{{ at|hour }}", at=time(14, 5)) == "14.05"
    with translation.override("en"):
        assert draw("{{ day|long_day }}", day=day) == "Thursday 12 November 2026"
        assert draw("{{ at|hour }}", at=time(14, 5)) == "14:05"


@pytest.mark.parametrize(
    ("share", "width"), [(0, "0"), (43, "43"), (100, "100"), (130, "100"), (-4, "0"), (None, "0")]
)
def test_a_bar_starts_at_zero_and_ends_at_the_whole(share, width):
    assert f'width="{width}" x="0"' in kit.bar(share)


def test_a_bar_is_drawn_alike_in_every_language():
    assert 'width="12.5"' in draw("{% bar 12.5 %}")


def test_an_icon_alone_speaks_and_one_beside_words_is_silent():
    assert 'aria-label="Låst"' in kit.icon("lock", "Låst")
    assert 'aria-hidden="true"' in kit.icon("lock")
    assert kit.icon("lock", '"><script>').count("<script>") == 0


def test_the_columns_share_the_largest_and_a_month_to_come_is_a_dash():
    rows = [Thing(label="januar", value=50), Thing(label="februar", value=200),
            Thing(label="marts", value=None)]  # fmt: skip
    drawn = draw('{% columns rows title="Februar var størst" %}', rows=rows)
    assert 'height="25" width="100" x="0" y="75"' in drawn
    assert 'height="100" width="100" x="0" y="0"' in drawn
    assert ">–<" in drawn
    assert "holdt tilbage" not in drawn


def test_a_part_held_back_is_said_with_its_reason_once():
    rows = [Thing(label="Bolig", value=12, share=80, withheld=None),
            Thing(label="Arbejde", value=None, share=None, withheld="too_few"),
            Thing(label="Skole", value=None, share=None, withheld="too_few")]  # fmt: skip
    drawn = draw(
        '{% include "kit/breakdown.html" with caption="Efter emne" rows=rows unit="Antal" only %}',
        rows=rows,
    )
    assert drawn.count("holdt tilbage") == 2
    assert drawn.count("så ingen kan kendes") == 1
    assert "3 linjer" in drawn


def test_every_reason_of_the_disclosure_control_has_its_sentence():
    reasons = {disclosure.TOO_FEW, disclosure.TOTAL_TOO_FEW, disclosure.BREAKDOWN_TOO_FEW,
               disclosure.PERIOD_SCHEME, disclosure.SPECIAL_PERIOD, figures.OPEN_YEAR,
               figures.OPEN_YEAR_PARTS}  # fmt: skip
    assert reasons == set(kit.WITHHELD)


def test_a_number_held_back_shows_no_digits():
    drawn = draw(
        '{% include "kit/number.html" with value=None unit="unge" withheld="too_few" only %}'
    )
    assert "Holdt tilbage" in drawn
    assert "fv-digits" not in drawn


def test_hidden_values_survive_the_way_back(request_):
    drawn = draw("{% hidden day=day n=n gone=None %}", request_, day=date(2026, 11, 12), n=2026)
    assert 'name="day" value="2026-11-12"' in drawn
    assert 'name="n" value="2026"' in drawn
    assert "gone" not in drawn


def test_a_form_inside_an_include_with_only_carries_its_token(request_):
    include = '{% include "kit/undo_bar.html" with text="Talt" action="/x/" fields=f only %}'
    assert 'name="csrfmiddlewaretoken"' in draw(include, request_, f={"id": "1"})
    assert 'name="csrfmiddlewaretoken"' in draw('{% post "/x/" %}{% endpost %}', request_)


class Booking(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1042)
    name = forms.CharField(label="Navn", help_text="Som på opslaget.")
    on = forms.DateField(label="Dag", initial=date(2026, 11, 12))
    starts = forms.TimeField(label="Fra", initial=time(9, 5))
    repeats = forms.ChoiceField(
        label="Hvor tit?", widget=forms.RadioSelect, choices=[("a", "Én gang"), ("b", "Hver uge")]
    )
    remark = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea)


def test_a_form_says_why_and_what_is_optional(request_):
    drawn = draw(
        '{% form form submit="Gem" why="Så holdet tælles rigtigt." key="abc" %}{% endform %}',
        request_,
        form=Booking(),
    )  # fmt: skip
    assert "Så holdet tælles rigtigt." in drawn
    assert drawn.count("(skal udfyldes)") == 4
    assert drawn.count("(frivilligt)") == 1
    assert 'name="id" value="abc"' in drawn
    assert 'name="version" value="1042"' in drawn
    assert 'type="date" name="on" value="2026-11-12"' in drawn
    assert 'type="time" name="starts" value="09:05"' in drawn
    assert 'role="alert"' not in drawn


def test_a_form_with_errors_leads_to_each_field(request_):
    form = Booking({"version": "1", "on": "i morgen"})
    drawn = draw('{% form form submit="Gem" %}{% endform %}', request_, form=form)
    assert 'role="alert"' in drawn
    for field in ("name", "on", "starts"):
        assert f'href="#id_{field}"' in drawn
        assert f'id="id_{field}_error"' in drawn
    assert 'href="#id_repeats_0"' in drawn
    assert 'id="id_repeats_0"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn


def test_what_people_wrote_is_text_not_markup(request_):
    nasty = '<script>alert("x")</script>'
    drawn = draw(
        "{% section title %}{{ title }}{% endsection %}"
        "{% table title headers=title %}{% endtable %}"
        '{% include "kit/alert.html" with text=title kind=title only %}{% unseen title %}',
        request_,
        title=nasty,
    )
    assert "<script>" not in drawn


def test_tables_under_headings_of_their_own_say_the_caption_aloud():
    text = '{% table "Indsatser i Kultur" headers="Indsats" count=2 alike=True %}{% endtable %}'
    page = draw(text)
    assert '<span class="sr-only">Indsatser i Kultur</span>' in page
    assert "2 linjer" in page
    assert "fv-alike" in page


def test_headers_of_a_table_may_come_as_one_text():
    drawn = draw('{% table "Talt" headers=_("Dag|Antal") count=1200 numbers="2" %}{% endtable %}')
    assert drawn.count('<th scope="col">') == 2
    assert "1.200 linjer" in drawn
    assert "fv-right-2" in drawn


def test_a_query_is_changed_and_the_rest_kept(request_):
    assert draw("{% with_query side=3 %}", request_) == "?by=month&amp;side=3"
    assert draw("{% with_query by=None %}", request_) == "?side=2"


def test_the_heading_is_the_title_of_the_page(request_):
    child = '{% extends "kit/layout.html" %}{% block title %}{{ what }} & mere{% endblock %}'
    drawn = engines["django"].from_string(child).render({"what": "<b>Året</b>"}, request_)
    assert "&lt;b&gt;Året&lt;/b&gt; & mere – Favn</title>" in drawn
    assert "<h1>&lt;b&gt;Året&lt;/b&gt; & mere</h1>" in drawn


def test_the_page_is_framed(client, db):
    page = client.get("/kit/").content.decode()
    assert '<html lang="da">' in page
    assert page.index('href="#main-content"') < page.index("<header")
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1


def test_sign_in_pages_stand_in_our_frame(client, db):
    for address in ("/konto/login/", "/konto/password/reset/"):
        page = client.get(address).content.decode()
        assert 'id="main-content"' in page
        assert "fv-form" in page
        assert page.count("<h1>") == 1
