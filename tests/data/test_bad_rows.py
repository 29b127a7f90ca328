"""Each kind of bad row, with the sentence that a coder sees."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from chongqing_livelihood.data.clean import clean, write_processed
from chongqing_livelihood.data.files import DataFolder, find_data

from .conftest import Edit, sentences, set_field

CQRB = "raw/figures/cqrb-2022.csv"
PLAN = "raw/figures/wanzhou-plan.csv"


@dataclass(frozen=True)
class Case:
    """Change the row ``key`` of ``file``; ``says`` is the sentence after file and line."""

    name: str
    file: str
    key: str
    says: str
    fields: dict[str, str] = field(default_factory=dict)


FIGURES = [
    Case(
        "an unknown unit", CQRB, "2125",
        "'8.3万': unit '斛' is not known: give a printed unit such as 万人, %, 元/月 or 个.",
        {"unit_given": "斛"},
    ),
    Case(
        "a unit that contradicts the token", CQRB, "2154",
        "'330亿余元': unit '公里' contradicts the unit yuan; leave it out.",
        {"unit_given": "公里"},
    ),
    Case(
        "an unknown qualifier", CQRB, "2125",
        "'8.3万': qualifier '大抵' is not known: give a printed word such as 约 or 最高.",
        {"qualifier_given": "大抵"},
    ),
    Case(
        "a token without a number", CQRB, "2374",
        "'若干个': no number can be read; give a printed number.",
        {"text": "若干个"},
    ),
    Case(
        "a span of another length", CQRB, "2374",
        "the span 2374 to 2378 has 4 characters, the token '26个' has 3: correct start or end",
        {"end": "2378"},
    ),
    Case(
        "overlapping spans", CQRB, "5278",
        "'1.5万余户' at 5272 overlaps '61个': each digit has one row",
        {"start": "5272", "end": "5278"},
    ),
    Case(
        "a start twice", CQRB, "5284",
        "start '5278' stands in an earlier row too: keep one of them",
        {"start": "5278", "end": "5284"},
    ),
    Case(
        "a position that is no number", CQRB, "5278",
        "start '52 78' is not a whole number: write it without spaces or separators",
        {"start": "52 78"},
    ),
    Case(
        "a period that cannot be read", CQRB, "2569",
        "period '2018-2021' cannot be read: write 2021, 2024-04, 2018/2021 or ../2021",
        {"period": "2018-2021"},
    ),
    Case(
        "a domain that is none", CQRB, "2569",
        "domain 'heath' is not one of childcare, education, employment, health, elderly, housing, "
        "assistance, veterans, culture_sport, social_insurance, finance, environment, industry, "
        "governance, rural, other: did you mean 'health'?",
        {"domain": "heath"},
    ),
    Case(
        "a role that is none", CQRB, "2569",
        "role 'growth' is not one of level, baseline, after, change_abs, change_rel, target, "
        "standard, share, ratio, rate: take one of them",
        {"role": "growth"},
    ),
    Case(
        "a figure that is not coded", CQRB, "2569",
        "the figure '23.67%' lacks counted, domain: code it",
        {"counted": "", "domain": ""},
    ),
    Case(
        "a field with a line break", CQRB, "2569",
        "note 'one\\ntwo' holds a line break: write it in one line",
        {"note": "one\ntwo"},
    ),
    Case(
        "a pair with one member", "raw/figures/fengjie-2024.csv", "2660",
        "pair 'fengjie-outside': it has one member: give it the rest of the set, or no pair",
        {"pair": "fengjie-outside"},
    ),
    Case(
        "a pair with one role twice", "raw/figures/fengjie-2024.csv", "2667",
        "pair 'fengjie-outside-patients': it has two figures of role baseline",
        {"role": "baseline"},
    ),
    Case(
        "a pair that makes no set", "raw/figures/fengjie-2024.csv", "2660",
        "pair 'fengjie-outside-patients': after, target make no set: "
        "join baseline and after, a level and its change, or a level and its target",
        {"role": "target"},
    ),
    Case(
        "a pair of two units", "raw/figures/fengjie-2024.csv", "2660",
        "pair 'fengjie-outside-patients': units permille and percent differ",
        {"text": "5.3‰"},
    ),
    Case(
        "a reform that is not in the catalogue", CQRB, "2902",
        "reform 'zhongxian-fund-pol' is not in data/raw/reforms.csv: "
        "did you mean 'zhongxian-fund-pool'?",
        {"reform": "zhongxian-fund-pol"},
    ),
    Case(
        "a place that is not in the list", CQRB, "2902",
        "place '忠州' is not in data/raw/places.csv: add it to data/raw/places.csv",
        {"place": "忠州"},
    ),
]  # fmt: skip

OTHERS = [
    Case(
        "a place without code", "raw/places.csv", "忠县",
        "忠县 has no code: look its GB/T 2260 code up; every county has one",
        {"code": "", "code_source": ""},
    ),
    Case(
        "a code without its source", "raw/places.csv", "万州区",
        "万州区: code and its source go together: fill in both or none",
        {"code_source": ""},
    ),
    Case(
        "a place without group", "raw/places.csv", "万州区",
        "万州区 has no group: it lies in one of the three (一区两群), name it",
        {"group": "", "group_source": ""},
    ),
    Case(
        "a code of five digits", "raw/places.csv", "万州区",
        "code '50010' cannot be read: write six digits",
        {"code": "50010"},
    ),
    Case(
        "a correction whose guard no longer holds", "raw/corrections.csv", "wanzhou-plan:5806",
        "unit_given of wanzhou-plan:5806 was to be '亿' and is '万': "
        "look at the figure again, then correct or remove the row",
        {"expect": "亿"},
    ),
    Case(
        "a correction of a figure that is not there", "raw/corrections.csv", "wanzhou-plan:5806",
        "there is no figure wanzhou-plan:5807: it has moved, or remove the row",
        {"figure_id": "wanzhou-plan:5807"},
    ),
    Case(
        "a correction without a reason", "raw/corrections.csv", "wanzhou-plan:5806",
        "reason is empty: why, in one sentence",
        {"reason": ""},
    ),
    Case(
        "an indicator whose figure has moved", "raw/indicators.csv", "doctors",
        "doctors: there is no figure wanzhou-plan:5718: the figure has moved, correct baseline",
        {"baseline": "wanzhou-plan:5718"},
    ),
    Case(
        "an indicator whose cells are exchanged", "raw/indicators.csv", "doctors",
        "doctors: wanzhou-plan:5724 has the role target, and stands as baseline: correct one",
        {"baseline": "wanzhou-plan:5724"},
    ),
    Case(
        "an indicator joined with a series that is not there", "raw/indicators.csv", "doctors",
        "doctors: context.csv has no 'doctors' for 全国, 2025: correct the name",
        {"national": "doctors"},
    ),
    Case(
        "an indicator joined with another unit", "raw/indicators.csv", "doctors",
        "doctors: 'target: 人均预期寿命' is in year, the indicator in person: do not join them",
        {"national": "target: 人均预期寿命"},
    ),
    Case(
        "a reform without mechanism", "raw/reforms.csv", "fumin-loans",
        "mechanism is empty: how it works: one line in our own words",
        {"mechanism": ""},
    ),
    Case(
        "a recoded row outside the passages", "raw/recoding/second/cqrb-2022.csv", "678",
        "'4所' at 12 lies in no drawn passage: remove the row, or correct start and end",
        {"start": "12", "end": "14"},
    ),
]  # fmt: skip


LINKS = [
    Case(
        "a reform in a place that is not in the list", "raw/reforms.csv", "zhongxian-three-links",
        "place '忠州' is not in data/raw/places.csv: add it to data/raw/places.csv",
        {"place": "忠州"},
    ),
    Case(
        "a reform of a text that has no sidecar", "raw/reforms.csv", "fumin-loans",
        "source 'cqrb-2025' is not in data/raw/sources: did you mean 'cqrb-2024'?",
        {"source": "cqrb-2025"},
    ),
    Case(
        "a date that is coded as a figure is", CQRB, "1707",
        "the date '2020年' has role, period: leave them empty, or code it as a figure",
        {"role": "level", "period": "2020"},
    ),
]  # fmt: skip


def batches() -> list[list[Case]]:
    """Return the cases in few groups, each of which can be broken in one and the same copy."""
    groups: list[tuple[set[str], list[Case]]] = []
    for case in FIGURES + OTHERS:
        # One row is broken once, one set once.
        marks = {f"{case.file}:{case.key}"}
        marks |= {"a set"} if "pair" in case.name else set()
        marks |= {"a span"} if "start" in case.fields else set()
        for taken, group in groups:
            if not marks & taken:
                taken.update(marks)
                group.append(case)
                break
        else:
            groups.append((marks, [case]))
    return [group for _, group in groups]


@pytest.mark.parametrize("group", batches(), ids=lambda group: f"{len(group)} bad rows")
def test_every_bad_row_is_named_with_its_sentence(folder: DataFolder, group: list[Case]) -> None:
    expected = []
    for case in group:
        line = set_field(folder, case.file, case.key, **case.fields)
        # A set is named where its first member stands.
        first = line - 1 if case.says.startswith("pair 'fengjie-outside-patients'") else line
        lines = {f"data/{case.file}:{number}: {case.says}" for number in (line, first)}
        expected.append((case.name, lines))
    found = sentences(lambda: clean(folder))
    missed = [
        name for name, lines in expected if not any(s.startswith(tuple(lines)) for s in found)
    ]
    assert not missed, "\n".join(found)
    assert len(found) <= len(group) + 1, "\n".join(found)  # a set broken in two is two bad sets


@pytest.mark.parametrize("case", LINKS, ids=lambda c: c.name)
def test_a_link_that_leads_nowhere_is_named(folder: DataFolder, case: Case) -> None:
    line = set_field(folder, case.file, case.key, **case.fields)
    found = sentences(lambda: clean(folder))
    assert found == [f"data/{case.file}:{line}: {case.says}"]


def test_a_coding_of_a_text_without_sidecar_is_named(folder: DataFolder) -> None:
    path = folder.raw / "recoding" / "passages.csv"
    rows = path.read_text(encoding="utf-8").replace("\nwanzhou-2022,", "\nother,")
    path.write_text(rows, encoding="utf-8")
    for coding in ("first", "second"):
        (folder.raw / "recoding" / coding / "wanzhou-2022.csv").rename(
            folder.raw / "recoding" / coding / "other.csv"
        )
    found = sentences(lambda: clean(folder))
    says = "source 'other' is not in data/raw/sources: add it to data/raw/sources"
    assert {s.partition(": ")[2] for s in found} == {says}
    assert all(s.startswith("data/raw/recoding/passages.csv:") for s in found)


def test_a_processed_link_is_checked_before_anything_is_written(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = clean(folder)
    rows["changes"][0]["place"] = "垫江州"
    monkeypatch.setattr("chongqing_livelihood.data.clean.clean", lambda _: rows)
    before = (folder.processed / "changes.csv").read_bytes()
    found = sentences(lambda: write_processed(folder))
    assert found == [
        "data/processed/changes.csv:2: place '垫江州' is not in data/processed/places.csv: "
        "did you mean '垫江县'?"
    ]
    assert (folder.processed / "changes.csv").read_bytes() == before


def test_figures_without_a_sidecar_are_one_sentence(folder: DataFolder) -> None:
    (folder.raw / "sources" / "fengjie-2024.yml").unlink()
    assert sentences(lambda: clean(folder)) == [
        "data/raw/figures/fengjie-2024.csv: has no sidecar data/raw/sources/fengjie-2024.yml: "
        "write one"
    ]


def test_a_sidecar_without_figures_is_one_sentence(folder: DataFolder) -> None:
    (folder.raw / "figures" / "wanzhou-plan.csv").unlink()
    assert sentences(lambda: clean(folder)) == [
        "data/raw/sources/wanzhou-plan.yml: has no figures data/raw/figures/wanzhou-plan.csv: "
        "restore them from git, or code them"
    ]


def test_what_names_figures_by_id_is_reported_with_the_rest(folder: DataFolder) -> None:
    bad = set_field(folder, PLAN, "5717", text="若干个", place="万洲区")  # doctors: named by id
    lines = {
        key: set_field(folder, "raw/indicators.csv", key, **fields)
        for key, fields in (
            ("doctors", {"target": "wanzhou-plan:9999"}),
            ("nurses", {"binding": "必须"}),
        )
    }
    found = sentences(lambda: clean(folder))
    assert found == [
        f"data/raw/figures/wanzhou-plan.csv:{bad}: place '万洲区' is not in data/raw/places.csv: "
        "did you mean '万州区'?",
        f"data/raw/figures/wanzhou-plan.csv:{bad}: the span 5717 to 5721 has 4 characters, "
        "the token '若干个' has 3: correct start or end",
        f"data/raw/indicators.csv:{lines['nurses']}: binding '必须' is not one of 约束性, 预期性: "
        "take one of them",
        f"data/raw/indicators.csv:{lines['doctors']}: doctors: there is no figure "
        "wanzhou-plan:9999: the figure has moved, correct target",
    ]


def test_a_message_names_the_folder_as_it_was_given(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_field(folder, "raw/reforms.csv", "fumin-loans", mechanism="")
    monkeypatch.chdir(folder.root.parent.parent)
    given = f"{folder.root.parent.name}/data/"
    (found,) = sentences(lambda: clean(find_data(given)))
    assert found.startswith(f"{given}raw/reforms.csv:")
    monkeypatch.chdir(folder.root)
    (found,) = sentences(lambda: clean(find_data(".")))
    assert found.startswith("raw/reforms.csv:")


def test_a_corrected_unit_is_guarded(folder: DataFolder) -> None:
    set_field(folder, "raw/corrections.csv", "cqrb-2022:2144", expect="person")
    (found,) = sentences(lambda: clean(folder))
    assert found == (
        "data/raw/figures/cqrb-2022.csv:33: unit of '近3.5万户' was to be 'person' and is "
        "'household': look at the figure again, then correct or remove the correction"
    )


def test_all_bad_rows_are_reported_at_once(folder: DataFolder) -> None:
    for case in (
        *FIGURES[:4],
        *FIGURES[8:10],
        *OTHERS[:1],
        *OTHERS[4:5],
        *OTHERS[7:8],
        *OTHERS[-2:],
    ):
        set_field(folder, case.file, case.key, **case.fields)
    found = sentences(lambda: clean(folder))
    files = {sentence.partition(":")[0].rpartition("/")[2] for sentence in found}
    assert files == {
        "cqrb-2022.csv", "places.csv", "corrections.csv", "indicators.csv", "reforms.csv",
    }  # fmt: skip
    assert len(found) >= 8
    assert found == sorted(found, key=lambda s: (s.split(":")[0], int(s.split(":")[1])))


def test_a_bad_row_does_not_spoil_its_pair_twice(folder: DataFolder) -> None:
    set_field(folder, "raw/figures/fengjie-2024.csv", "2660", text="若干个%")
    found = sentences(lambda: clean(folder))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("raw/reforms.csv", "is missing: restore it from git"),
        ("raw/audit.yml", "is missing: restore it from git"),
        ("raw/recoding/passages.csv", "is missing: restore it from git"),
    ],
)
def test_a_missing_file_is_one_sentence(folder: DataFolder, file: str, says: str) -> None:
    (folder.root / file).unlink()
    found = sentences(lambda: clean(folder))
    assert any(sentence.startswith(f"data/{file}: {says}") for sentence in found), found
    assert not any("there is no figure" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda b: b"\xff" + b, "data/raw/reforms.csv: is not UTF-8 (byte 0): save it as UTF-8"),
        (lambda b: b"", "data/raw/reforms.csv:1: is empty; its header must be 'reform,name_zh,"),
        (lambda b: b.replace(b"reform,", b"slug,", 1),
         "data/raw/reforms.csv:1: the header is 'slug,name_zh,"),
        (lambda b: b + b"one,two\n",
         "data/raw/reforms.csv:165: 2 fields where the header has 9: "
         "quote a field that holds a comma, or fill in the empty ones"),
        (lambda b: b + b'"open\n', "data/raw/reforms.csv:165: is not CSV"),
    ],
)  # fmt: skip
def test_a_broken_file_is_one_sentence(
    folder: DataFolder, change: Callable[[bytes], bytes], says: str
) -> None:
    path = folder.raw / "reforms.csv"
    path.write_bytes(change(path.read_bytes()))
    (found,) = sentences(lambda: clean(folder))
    assert found.startswith(says)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('total: "wanzhou-2022:2967"', 'total: "wanzhou-2022:2968"',
         "wanzhou-tasks-sum: there is no figure wanzhou-2022:2968: the figure has moved, "
         "correct it"),
        ("computed: city + own", "computed: city + owned",
         "wanzhou-tasks-sum: 'city + owned' names owned, which is not given"),
        ("computed: city + own", "computed: city ** own",
         "wanzhou-tasks-sum: 'city ** own' cannot be evaluated: use + - * /, face, nearest_share"),
        ("computed: city + own", "computed: city +",
         "wanzhou-tasks-sum: 'city +' is no formula: write names, numbers and + - * / ( )"),
        ("- check: work-injury-growth", "- check: pension-growth",
         "pension-growth stands in the file twice: rename one"),
        ("- check: work-injury-growth\n  scope: within text",
         "- check: work-injury-growth\n  scope: outside",
         "work-injury-growth: scope: Input should be 'within text', 'text and table', "
         "'between sources' or 'against context'"),
        ("[基本养老保险参保人数, 重庆市, \"2024\"]", "[基本养老保险参保人数, 重庆市, \"2023\"]",
         "pension-april-to-december: context.csv has no row 基本养老保险参保人数 | 重庆市 | 2023: "
         "correct it"),
        ("computed: 100 * joint / urban", "computed: 100 * joint / (urban - urban)",
         "wanzhou-joint-schools-coverage: cannot divide by an interval that holds zero: [0, 0]"),
    ],
)  # fmt: skip
def test_a_bad_identity_is_named(
    folder: DataFolder, edit: Edit, old: str, new: str, says: str
) -> None:
    edit("raw/audit.yml", old, new)
    (found,) = sentences(lambda: clean(folder))
    assert found == f"data/raw/audit.yml: {says}"
