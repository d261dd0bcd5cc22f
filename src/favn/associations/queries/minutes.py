"""The notice and the minutes of an assembly as papers: what was called, voted, elected and said."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from favn.associations.choices.membership import Stage
from favn.associations.models import AgendaItem, Assembly
from favn.associations.queries.assemblies import agenda_of, elected_of, room_of, too_late
from favn.kit.documents import Block, Document, Heading, Paragraph, Points, Table
from favn.kit.documents.reading import markdown


def minutes_of(assembly: Assembly, house: str) -> Document:
    """The minutes as they stand; until they are approved the paper says that it is a draft."""
    return Document(
        title=_("Referat af %(title)s") % {"title": assembly.title},
        subtitle=house,
        dated=_dated(assembly),
        author=house,
        blocks=(*_opening(assembly), *(b for item in agenda_of(assembly) for b in _item(item)),
                *_late(assembly)),
    )  # fmt: skip


def notice_of(assembly: Assembly, house: str) -> Document:
    """The notice with its agenda, the deadline for proposals, and who may vote."""
    when = localtime(assembly.starts_at)
    words = {
        "day": date_format(when, "j. F Y"), "hour": date_format(when, "H.i"),
        "place": assembly.place,
    }  # fmt: skip
    proposals = date_format(assembly.last_proposal, "j. F Y")
    paid = date_format(assembly.paid_by, "j. F Y")
    items = tuple(item.title for item in agenda_of(assembly))
    return Document(
        title=_("Indkaldelse til %(title)s") % {"title": assembly.title},
        subtitle=house,
        author=house,
        blocks=(
            Paragraph(_("%(day)s kl. %(hour)s, %(place)s") % words),
            Heading(_("Dagsorden")),
            *((Points(items, numbered=True),) if items else ()),
            Paragraph(_("Forslag skal være hos os senest %(day)s.") % {"day": proposals}),
            Paragraph(
                _("Stemmeret har %(kinds)s, der har betalt kontingent senest %(day)s.")
                % {"kinds": ", ".join(assembly.bylaws.voters).lower(), "day": paid}
            ),
        ),
    )


def _dated(assembly: Assembly) -> str:
    if assembly.stage == Stage.APPROVED and assembly.approved_at:
        words = {
            "day": date_format(localtime(assembly.approved_at), "j. F Y"),
            "who": assembly.approved_by,
        }
        return _("Godkendt %(day)s af %(who)s.") % words
    return _("Udkast. Referatet er ikke godkendt.")


def _opening(assembly: Assembly) -> list[Block]:
    when, room = localtime(assembly.starts_at), room_of(assembly)
    lines = [
        _("Holdt %(day)s kl. %(hour)s, %(place)s.")
        % {"day": date_format(when, "j. F Y"), "hour": date_format(when, "H.i"),
           "place": assembly.place},
        _called(assembly),
        ngettext("%(n)s medlem havde stemmeret.", "%(n)s medlemmer havde stemmeret.", room.listed)
        % {"n": room.listed},
        _listed(assembly),
        _("Dirigent: %(who)s.") % {"who": assembly.leader} if assembly.leader else "",
        _("Referent: %(who)s.") % {"who": assembly.writer} if assembly.writer else "",
    ]  # fmt: skip
    return [Paragraph(line) for line in lines if line]


def _called(assembly: Assembly) -> str:
    if assembly.called_at is None:
        return ""
    words = {"day": date_format(localtime(assembly.called_at), "j. F Y"),
             "days": assembly.bylaws.notice_days}  # fmt: skip
    if assembly.called_late:
        return _("Indkaldt %(day)s. Det er senere end vedtægternes %(days)s dage.") % words
    return _("Indkaldt %(day)s, rettidigt efter vedtægternes %(days)s dage.") % words


def _listed(assembly: Assembly) -> str:
    """When the list of voters was frozen, where that was not in time."""
    if assembly.opened_at is None or not assembly.listed_late:
        return ""
    words = {"day": date_format(localtime(assembly.opened_at), "j. F Y"),
             "paid": date_format(assembly.paid_by, "j. F Y")}  # fmt: skip
    return (
        _("Stemmelisten blev låst bagefter, %(day)s, efter det, der var betalt %(paid)s.") % words
    )


def _item(item: AgendaItem) -> list[Block]:
    blocks: list[Block] = [Heading(f"{item.number}. {item.title}")]
    if item.text:
        blocks.append(Paragraph(item.text))
    blocks += [b for b in markdown(item.minutes) if not isinstance(b, Heading)]
    if item.verdict:
        blocks.append(Paragraph(vote_words(item)))
    if item.is_election and elected_of(item):
        blocks.append(_election(item))
    return blocks


def vote_words(item: AgendaItem) -> str:
    """“Vedtaget: 19 for, 2 imod, 1 blank. 22 stemmer i salen.”"""
    words = {
        "verdict": item.get_verdict_display(), "yes": item.votes_for, "no": item.votes_against,
        "blank": item.votes_blank, "all": item.voters,
    }  # fmt: skip
    return (
        _("%(verdict)s: %(yes)s for, %(no)s imod, %(blank)s blanke. %(all)s stemmer i salen.")
        % words
    )


def _election(item: AgendaItem) -> Block:
    rows = tuple(
        (one.called, "–" if one.votes is None else str(one.votes),
         _("Valgt") if one.is_elected else _("Ikke valgt"))
        for one in item.candidates.all()
    )  # fmt: skip
    caption = _("Valg: %(seat)s") % {"seat": item.get_seat_display()}
    return Table(caption, (_("Navn"), _("Stemmer"), _("Resultat")), rows, numbers=(1,))


def _late(assembly: Assembly) -> list[Block]:
    rows = too_late(assembly)
    if not rows:
        return []
    titles = tuple(
        f"{one.title} ({date_format(one.received_on, 'j. F Y') if one.received_on else ''})"
        for one in rows
    )
    return [Heading(_("Forslag, der kom for sent og ikke blev behandlet")), Points(titles)]
