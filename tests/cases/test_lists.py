"""Lists of places that others keep, as the beginning of a local file."""

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from pathfinder.knowledge.draft.write import MISSING
from tests.conftest import Run

PLACES = 40
FILLED: Mapping[str, str] = {
    "place": "Larch County",
    "verified_on": "2026-11-20",
    "publisher": "Coaches of Larch County",
    "like": "recovery_community_center",
    "what": "A house where people in recovery meet.",
    "formats": "[in_person]",
    "first_step": "{self: Go there and ask., other: Go along and ask.}",
    "phone": "1-555-555-0199",
    "url": "filled.example.org",
}
LEFT = re.compile(rf"{MISSING} (\w+): .*")


def table(count: int) -> str:
    """Return a list of `count` places, some without a way to reach them, some with a wrong one."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(
        ("Name", "Phone", "Street", "City", "State", "Zip", "Hours", "Website", "Kind", "Bus")
    )
    for n in range(count):
        phone = ["(555) 555-01{:02}", "555.555.01{:02} x4", "TBD", ""][n % 4].format(n)
        kind = ["recovery_residence", "Peer support", ""][n % 3]
        site = f"https://house{n}.example.org/a b" if n == 5 else f"House{n}.example.org"
        rows.writerow(
            (
                f"House {n}",
                phone,
                f"{n} Mill Lane",
                "Larch",
                "CO",
                "80424",
                "9 to 5",
                site,
                kind,
                "7",
            )
        )
    return out.getvalue()


def finished(text: str) -> str:
    """Return `text` as a person leaves it who finished each line that says what is missing."""
    return LEFT.sub(lambda found: f"{found[1]}: {FILLED[found[1]]}", text)


def test_a_list_becomes_a_county_once_what_is_missing_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(table(PLACES), "utf-8")
    county = tmp_path / "county.yaml"
    made = run("kb", "new", str(county), "--from", str(tmp_path / "list.csv"))
    text = county.read_text("utf-8")
    missing = [found[1] for found in LEFT.finditer(text)]
    assert made.code == 0
    assert f"{len(missing)} keys are missing" in made.err
    assert missing[:3] == ["place", "verified_on", "publisher"]
    assert missing.count("phone") == PLACES // 4  # TBD
    assert missing.count("url") == 1
    assert text.count("# Bus: 7") == PLACES
    assert run("kb", "check", "--local", str(county)).code == 1

    county.write_text(finished(text), "utf-8")
    checked = run("kb", "check", "--local", str(county))
    assert (checked.code, checked.out) == (
        0,
        f"Larch County: {PLACES} new supports, 0 changed, 0 switched off, {PLACES} contacts: no problems.\n",
    )


def test_a_hand_out_from_it_has_codes_that_lead_to_its_links(run: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(table(4), "utf-8")
    text = finished(run("kb", "new", "--from", str(tmp_path / "list.csv")).out)
    county = tmp_path / "county.yaml"
    county.write_text(text.replace("weight: 1,", "weight: 90,"), "utf-8")
    words = (
        "suggest",
        "--substances",
        "alcohol",
        "--drinking",
        "occasional",
        "--local",
        str(county),
    )
    page = run(*words, "--format", "html").out
    links = re.findall('class="code"[^>]*aria-label="[^"]*?(House[0-9].example.org)', page)
    assert links
    assert all(f'href="https://{link}"' in page for link in links)


def test_findtreatment_gives_what_is_offered_and_marks_it_unverified(
    run: Run, tmp_path: Path
) -> None:
    rows = [
        {
            "name1": "Example Recovery Center",
            "street1": "100 Test Street",
            "city": "Larch",
            "state": "CO",
            "zip": "80424",
            "phone": "555-555-0100",
            "website": "https://center.example.org",
            "services": [
                {"f1": "Type of Care", "f2": "TC", "f3": "Substance use treatment"},
                {"f1": "Service Setting", "f2": "SET", "f3": "Outpatient; Regular outpatient treatment"},
            ],
        },
        {"name1": "Nothing said", "phone": "(999) 999-9999", "services": None},
        {"name": "Flat House", "city": "Larch", "phone": "5555550101", "all_services": "Detoxification"},
        {"name": "Flat House", "city": "Fern", "phone": "5555550102", "all_services": None},
    ]  # fmt: skip
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"page": 1, "rows": rows}))
    text = run("kb", "new", "--from", str(path)).out
    assert re.findall("    like: (.*)", text) == ["outpatient_treatment", "withdrawal_care"]
    assert text.count("status: unverified") == len(rows)
    assert 'address: "100 Test Street, Larch, CO 80424"' in text
    assert f"{MISSING} phone: (999) 999-9999 is no whole number" in text
    assert f"{MISSING} name: Flat House, with its town or street" in text

    path.write_text(json.dumps(rows))
    assert run("kb", "new", "--from", str(path)).out == text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "Phone\n555\n", "a.csv:1: no column says what a place is called"),
        ("a.csv", 'Name\n"Mill\n', "this is no table: unexpected end of data"),
        ("a.json", "{", "a.json: this is no JSON"),
        ("a.json", '{"row": 1}', "a.json: this lists no places"),
        ("a.json", "[1]", "a.json: this lists no places"),
    ],
)
def test_a_list_that_is_none_is_refused(
    run: Run, tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    ran = run("kb", "new", "--from", str(tmp_path / name))
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
