"""The verbs of persons: cards, names, steps, consents, merging, the own page, erasing."""

from favn.people.persons.actions.cards import issue_card, link_card, retire_card, unlink_card
from favn.people.persons.actions.consents import say
from favn.people.persons.actions.erasing import back_again, carry_over, erase, erase_again, sweep
from favn.people.persons.actions.holding import held
from favn.people.persons.actions.merging import merge
from favn.people.persons.actions.own_page import Opened, give_code, open_own_page, themselves
from favn.people.persons.actions.parting import take_apart
from favn.people.persons.actions.people import (
    Wanted,
    add_person,
    add_relation,
    end_relation,
    lower,
    met,
    raise_to_case,
    revise,
    revise_relation,
    tell_of_contact,
    was_here,
)

__all__ = [
    "Opened",
    "Wanted",
    "add_person",
    "add_relation",
    "back_again",
    "carry_over",
    "end_relation",
    "erase",
    "erase_again",
    "give_code",
    "held",
    "issue_card",
    "link_card",
    "lower",
    "merge",
    "met",
    "open_own_page",
    "raise_to_case",
    "retire_card",
    "revise",
    "revise_relation",
    "say",
    "sweep",
    "take_apart",
    "tell_of_contact",
    "themselves",
    "unlink_card",
    "was_here",
]
