"""XLSForm workbooks as others write them, made small."""

import io

from openpyxl import Workbook

SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "appearance",
          "parameters", "choice_filter", "label::English (en)")  # fmt: skip


def workbook(survey, choices=(), settings=(), heads=SURVEY):
    """Its bytes; rows of the survey are as long as they need to be."""
    book = Workbook()
    page = book.active
    page.title = "survey"
    page.append(list(heads))
    for row in survey:
        page.append(list(row))
    page = book.create_sheet("choices")
    page.append(["list_name", "name", "label", "label::English (en)"])
    for row in choices:
        page.append(list(row))
    page = book.create_sheet("settings")
    for row in zip(*settings, strict=True) if settings else ():
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


YES_NO = (("yes_no", "ja", "Ja", "Yes"), ("yes_no", "nej", "Nej", "No"))
MONEY = (("money", 1, "Kontingent"), ("money", 2, "Fonde"))
TITLE = (("form_title", "Foreningens år"), ("form_id", "aar"))
EVERY = (
    ("begin_group", "plan", "Planen"),
    ("note", "open", "Svar for hele foreningen."),
    ("select_one yes_no", "has_plan", "Har I en plan?", "Også en kort", "yes", "", "", "", "", "",
     "Do you have a plan?"),
    ("integer", "age", "Hvor mange år?", "", "", "${has_plan} = 'ja'"),
    ("end_group",),
    ("begin group", "money_group", "Penge"),
    ("select_multiple money", "money", "Hvor fra?", "", "yes"),
    ("decimal", "amount", "Hvor meget?", "", "", "selected(${money}, '2')"),
    ("range", "happy", "Er I glade?", "1 = slet ikke, 5 = helt", "", "", "", "",
     "start=1 end=5 step=1"),
    ("text", "motto", "Motto"),
    ("text", "story", "Fortæl", "", "", "", "", "multiline"),
    ("date", "founded", "Stiftet"),
    ("end group",),
)  # fmt: skip
"""Every kind the engine has, each row as short as it may be."""


def every():
    return workbook(EVERY, YES_NO + MONEY, TITLE)
