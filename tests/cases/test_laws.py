"""What holds for every number, every link and every text in a local file, and as files grow."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pathfinder.cli.options.handout_options import handout_text
from pathfinder.documents.links import WrongLinkError, one_link
from pathfinder.documents.phones import WrongNumberError, one_number
from pathfinder.documents.yaml import read_yaml
from pathfinder.engine.suggest import suggest
from pathfinder.knowledge.build.overlay_base import Foundation
from pathfinder.knowledge.checks import satisfiable
from pathfinder.knowledge.compiled import Compiled
from pathfinder.knowledge.overlay import checks, sharing
from pathfinder.knowledge.overlay.apply_files import apply_files
from pathfinder.model.condition import OptionId, QuestionId
from pathfinder.model.interface import Interface
from pathfinder.model.knowledge.reference import ContactId
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.model.results.parts import ContactShown
from pathfinder.render.contact_links import ways
from pathfinder.render.terminal.plain_text import as_plain
from pathfinder.render.terminal.support_page import support_page
from tests.conftest import ROOT, Run

HERE = Path(__file__).parent
SHARED = ROOT.parent / "shared" / "cases"

SHOWN = {
    QuestionId("substances"): (OptionId("alcohol"),),
    QuestionId("drinking"): (OptionId("occasional"),),
}

area = st.from_regex(r"[2-9][0-9][0-9]", fullmatch=True).filter(lambda a: not a.endswith("11"))
line = st.from_regex(r"[0-9]{4}", fullmatch=True)
FORMS = (
    "{0}-{1}-{2}", "({0}) {1}-{2}", "({0}){1}-{2}", "{0}.{1}.{2}", "{0} {1} {2}", "{0}{1}{2}",
    "1-{0}-{1}-{2}", "+1 {0} {1} {2}", "+1 ({0}) {1}-{2}", "{0}\u2013{1}\u2013{2}", "1 {0} {1} {2}",
    "tel:+1{0}{1}{2}", "{0}\u2011{1}\u2011{2}", " {0}-{1}-{2} ",
)  # fmt: skip


def links(words: Interface, **said: str) -> list[str]:
    shown = ContactShown(id=ContactId("x"), label="x", **said)
    return [way.link for way in ways(words, shown)]


@given(form=st.sampled_from(FORMS), first=area, second=area, third=line)
def test_a_number_in_any_form_dials_all_of_its_digits(
    shipped: KnowledgeBase, form: str, first: str, second: str, third: str
) -> None:
    number, extension = one_number(form.format(first, second, third))
    assert (number, extension) == (f"1-{first}-{second}-{third}", None)
    assert links(shipped.interface, phone=number) == [f"tel:+1{first}{second}{third}"]
    assert one_number(number).number == number


@given(
    extension=st.from_regex(r"[1-9][0-9]{0,4}", fullmatch=True),
    sign=st.sampled_from([" x", " ext. "]),
)
def test_an_extension_is_read_apart_and_dialled_after(
    shipped: KnowledgeBase, extension: str, sign: str
) -> None:
    number, read = one_number(f"(303) 555-0110{sign}{extension}")
    assert read == extension
    link = links(shipped.interface, phone=number, extension=extension)
    assert link == [f"tel:+13035550110;ext={extension}"]


@given(text=st.text(alphabet="0123456789()-. +xOl,#/", max_size=20))
@example("555-555-O110")
@example("(555) 555-0110,,820445398#")
def test_what_is_dialled_is_what_is_written_or_it_is_refused(text: str) -> None:
    try:
        number, extension = one_number(text)
    except WrongNumberError:
        return
    digits = re.sub(r"\D", "", number) + (extension or "")
    written = re.sub(r"\D", "", text)
    assert digits in {written, f"1{written}"}


@given(text=st.text(max_size=40) | st.from_regex(r"(https?://)?[a-zA-Z.]{3,20}/?", fullmatch=True))
def test_a_link_is_one_address_or_it_is_refused(shipped: KnowledgeBase, text: str) -> None:
    try:
        url = one_link(text)
    except WrongLinkError:
        return
    (link,) = links(shipped.interface, url=url)
    assert re.fullmatch(r"https?://[^\s<>\"]+", link)
    assert one_link(link) == link


def county_of(text: str) -> str:
    """Return a local file whose support says `text` as a step, a description and a note."""
    said = json.dumps(text)
    found = (HERE / "local-phone--plus-spaces.yaml").read_text("utf-8")
    found = found.replace("weight: 9,", "weight: 90,")
    found = re.sub("what: .*", lambda _: f"what: {said}", found)
    return re.sub("self: .*", lambda _: f"self: {said}", found)


def squeezed(text: str) -> str:
    return "".join(re.sub("[\u2066\u2069]", "", text).split())


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(text=st.text(min_size=3, max_size=60))
@example("Room #4: <b>ring</b> & ask *twice* [here](x) 'now' \"please\" \\ ~ `now` | = + @home.")
@example("تعال إلى البيت 12-34 الآن")
@example("Ven el martes\u00a0a las 7")
@example("A house\x0bhere")
@example("one\u202etwo")
def test_a_text_survives_into_every_format_or_is_refused_with_its_place(
    compiled: Compiled, foundation: Foundation, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("law") / "county.yaml"
    path.write_text(county_of(text), "utf-8")
    result = apply_files(compiled, foundation, [path])
    if result.problems:
        assert all(re.match(rf"{re.escape(str(path))}:\d+:\d+$", p.where) for p in result.problems)
        return
    kb, said = result.kb, squeezed(text)
    support = kb.supports[-1]
    assert squeezed(support.what) == said
    found = next(s for s in suggest(kb, SHOWN).suggestions if s.id == support.id)
    assert squeezed(found.first_step) == said
    assert said in squeezed(as_plain(support_page(kb, support), 80))
    page = re.sub("<[^>]*>", "", handout_text(kb, SHOWN, "html", is_full=False))
    assert said in squeezed(html.unescape(page))
    marked = handout_text(kb, SHOWN, "markdown", is_full=False)
    assert said in squeezed(re.sub(r"\\(.)", r"\1", marked)) or "\\" in text


def long_county(count: int) -> Iterator[str]:
    """Yield the lines of a local file with `count` supports."""
    yield "place: Larch County\nverified_on: 2026-11-20\n"
    yield "sources:\n  - {id: c, title: Calls, publisher: Coaches, year: 2026, checked: page}\ncontacts:\n"
    for n in range(count):
        yield f"  - {{id: c{n}, label: House {n}, phone: 1-303-555-{n:04}, source: c, confidence: certain}}\n"
    yield "supports:\n"
    for n in range(count):
        yield f"  - id: house_{n}\n    like: recovery_community_center\n    name: House {n} in Larch\n"
        yield "    formats: [phone]\n    first_step: {self: Call and ask., other: Help them call.}\n"
        yield f"    contacts: [c{n}]\n    sources: [c]\n    rules:\n"
        yield f"      - {{id: house_{n}/near, weight: 1, when: {{goal: [abstinence]}}, because: It is near.}}\n"


@pytest.mark.parametrize("count", [10, 300])
def test_what_is_alike_is_found_out_once_however_many_there_are(
    compiled: Compiled,
    foundation: Foundation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    count: int,
) -> None:
    calls = {"met": 0, "held": 0}
    held = sharing._held  # noqa: SLF001 - what must not be done again

    def counted_met(*arguments: object) -> bool:
        calls["met"] += 1
        return satisfiable.can_be_met(*arguments)  # type: ignore[arg-type]

    def counted_held(*arguments: object) -> object:
        calls["held"] += 1
        return held(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "can_be_met", counted_met)
    monkeypatch.setattr(sharing, "_held", counted_held)
    path = tmp_path / "county.yaml"
    path.write_text("".join(long_county(count)))
    assert apply_files(compiled, foundation, [path]).problems == ()
    assert calls == {"met": 1, "held": 1}


@pytest.mark.long
def test_five_thousand_supports_are_accepted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text("".join(long_county(5000)))
    ran = run("kb", "check", "--local", str(path))
    assert (ran.code, ran.out) == (
        0,
        "Larch County: 5000 new supports, 0 changed, 0 switched off, 5000 contacts: no problems.\n",
    )


def test_hours_days_street_mail_and_extension_are_printed_and_checked(
    run: Run, tmp_path: Path
) -> None:
    text = (
        (HERE / "local-phone--plus-spaces.yaml")
        .read_text("utf-8")
        .replace("weight: 9,", "weight: 90,")
    )
    more = (
        "    phone: 303.555.0110 x12\n    email: hi@mill.example.org\n"
        "    address: 12 Mill Lane, Larch, CO 80424\n    days: Monday to Friday\n    hours: 9 am to 5 pm\n"
    )
    path = tmp_path / "county.yaml"
    path.write_text(re.sub(r"    phone: .*\n", more, text))
    local = ("--local", str(path))
    assert run("kb", "check", *local).code == 0
    said = (
        "call 1-303-555-0110, ext. 12, hi@mill.example.org, 12 Mill Lane, Larch, CO 80424, "
        "Monday to Friday, 9 am to 5 pm"
    )
    assert squeezed(said) in squeezed(run("supports", "show", "mill_house", *local).out)
    words = ("suggest", "--substances", "alcohol", "--drinking", "occasional", *local)
    page = run(*words, "--format", "html").out
    assert 'href="tel:+13035550110;ext=12"' in page
    assert 'href="mailto:hi@mill.example.org"' in page
    assert squeezed(said) in squeezed(re.sub("<[^>]*>", "", page))
    shown = json.loads(run(*words, "--json", "--fields", "suggestions.contacts").out)["suggestions"]
    contact = next(c for s in shown for c in s["contacts"] if c["id"] == "mill_phone")
    assert {key: contact[key] for key in ("phone", "extension", "hours")} == {
        "phone": "1-303-555-0110",
        "extension": "12",
        "hours": "9 am to 5 pm",
    }
    for key, wrong, told in (
        ("email: hi@mill.example.org", "email: hi", '"hi" is no e-mail address'),
        ("phone: 303.555.0110 x12", "extension: 4", "an extension goes with a phone"),
        ("hours: 9 am to 5 pm", 'hours: "9 am\\nto 5"', "is not one line of text"),
    ):
        changed = more.replace(key, wrong)
        path.write_text(re.sub(r"    phone: .*\n", "PHONE", text).replace("PHONE", changed))
        assert told in run("kb", "check", *local).out


@pytest.mark.skipif(not SHARED.is_dir(), reason="the cases are beside a checkout only")
def test_the_cases_here_are_those_that_are_shared() -> None:
    there = {path.name: path for path in SHARED.iterdir() if path.name != "README.md"}
    here = {path.name for path in HERE.iterdir() if path.suffix in {".yaml", ".json", ".jsonl"}}
    assert here == set(there)
    cut = "answers-cp1252--template-es-cmd.yaml"
    for name in here - {cut}:
        assert (HERE / name).read_bytes() == there[name].read_bytes()
    assert there[cut].read_bytes().startswith((HERE / cut).read_bytes())


def test_a_document_without_a_sharp_sign_is_never_cut() -> None:
    assert read_yaml("a: b c\nd: 'e # f'\n", "x").cut == ()
