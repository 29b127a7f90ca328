"""The steps of the notebook on the audit, against worked numbers and bad input."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from chongqing_livelihood.data.load import load
from chongqing_livelihood.present.analyses.arithmetic_audit import (
    ArithmeticAudit,
    audit_table,
    chart_audit,
    check_identities,
    open_identities,
    record_audit,
    say_findings,
)
from chongqing_livelihood.present.parameters import ParameterError


def run(**parameters):
    chosen = ArithmeticAudit(**parameters)
    checked = check_identities(chosen)
    return checked, record_audit(checked), chosen


@pytest.fixture(scope="module")
def usual():
    return run()


def test_the_usual_reading_gives_the_verdicts_of_the_processed_table(usual) -> None:
    checked, results, _ = usual
    table = load("audit")
    assert {c.result.check: c.verdict for c in checked} == dict(
        zip(table["check"], table["verdict"], strict=True)
    )
    assert results.entries["n_turned"].value == 0
    counted = table["verdict"].value_counts()
    for verdict in ("consistent", "inconsistent", "undetermined"):
        assert results.entries[f"n_{verdict}"].value == counted[verdict]


@pytest.mark.parametrize(
    ("check", "verdict"),
    # Methods note 3, audit findings.
    [
        ("wanzhou-joint-schools-coverage", "consistent"),
        ("pension-growth", "consistent"),
        ("work-injury-growth", "consistent"),
        ("fengjie-meal-points-sum", "consistent"),
        ("plan-flats-average", "consistent"),
        ("plan-doctors-to-nurses", "consistent"),
        ("plan-tertiary-2020", "inconsistent"),
        ("plan-sports-2020", "inconsistent"),
        ("plan-beds-2020-as-printed", "inconsistent"),
        ("plan-geriatrics-direction", "inconsistent"),
        ("plan-institutions", "inconsistent"),
        ("fengjie-doctors-of-436-before", "inconsistent"),
        ("fengjie-doctors-of-436-after", "inconsistent"),
    ],
)
def test_against_the_worked_verdicts(usual, check: str, verdict: str) -> None:
    assert {c.result.check: c.verdict for c in usual[0]}[check] == verdict


def test_against_the_worked_numbers(usual) -> None:
    found = {c.result.check: c for c in usual[0]}
    # Methods note 1.4: 44.10 to 44.21 and 81.52 to 82.22 percent.
    for check, low, high in (
        ("pension-growth", 44.10, 44.21),
        ("work-injury-growth", 81.52, 82.22),
    ):
        side = found[check].result.computed
        assert (round(float(side.lower), 2), round(float(side.upper), 2)) == (low, high)
    # By hand: 1305 of the yearbook lies 4 above 1301 of the plan.
    assert found["plan-institutions"].miss == Fraction(4, 1301)
    # By hand: the table's 1.435 at most lies 0.315 below the text's 1.75 at least.
    assert found["plan-sports-2020"].miss == Fraction("0.315") / Fraction("1.75")
    assert found["pension-growth"].miss is None


def test_a_wider_reading_turns_no_agreement_into_a_contradiction(usual) -> None:
    wide = {c.result.check: c for c in run(widen=5)[0]}
    for each in usual[0]:
        other = wide[each.result.check]
        assert other.result.printed.contains(each.result.printed)
        if each.verdict != "inconsistent":
            assert other.verdict != "inconsistent", each.name
        if other.miss is not None:
            assert each.miss is not None
            assert other.miss <= each.miss


def test_a_tolerance_makes_near_misses_of_small_ones_only(usual) -> None:
    tolerant = {c.result.check: c for c in run(tolerance=0.05)[0]}
    for each in usual[0]:
        small = each.miss is not None and each.miss <= Fraction("0.05")
        if each.verdict == "inconsistent":
            assert tolerant[each.result.check].verdict == ("near miss" if small else "inconsistent")


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"scopes": []}, "scopes has too few entries: give it 1 or more"),
        ({"scopes": ["within"]}, "scopes.0 is 'within': input should be 'within text'"),
        ({"tolerance": 0.5}, "tolerance is 0.5: input should be less than or equal to 0.2"),
        ({"widen": 50}, "widen is 50: input should be less than or equal to 20"),
        ({"show": "all"}, "no parameter 'show': did you mean 'shown'"),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(
    parameters: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ParameterError, match=sentence):
        ArithmeticAudit.check(parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"widen": 20, "tolerance": 0.2, "shown": "all"},
        {"widen": 0},
        {"scopes": ["between sources"], "tolerance": 0.2, "widen": 20},
    ],
)
def test_chart_table_and_sentences_bear_the_ends_of_the_ranges(
    parameters: dict[str, object], missing_glyphs
) -> None:
    checked, results, chosen = run(**parameters)
    chart, alt = chart_audit(checked, chosen.shown)
    assert not missing_glyphs(chart)
    rows = open_identities(checked, chosen.shown)
    assert all(each.name in alt for each in rows)
    assert len(audit_table(checked, chosen.shown).rows) == len(rows)
    say_findings(results, checked, chosen)


@pytest.mark.parametrize(
    ("parameters", "said", "unsaid"),
    [
        ({"tolerance": 0.05}, "miss by no more than the tolerance.", "are not at odds"),
        ({}, "The plan's table is at odds", "miss by no more than the tolerance"),
        ({"scopes": ["within text"]}, "identities", "Text and table"),
    ],
)
def test_only_what_was_compared_is_spoken_of(
    parameters: dict[str, object], said: str, unsaid: str, sentences: Callable[..., list[str]]
) -> None:
    checked, results, chosen = run(**parameters)
    shown = " ".join(sentences(say_findings, results, checked, chosen))
    assert said in shown
    assert unsaid not in shown


def test_every_verdict_is_counted_in_the_first_sentence(
    sentences: Callable[..., list[str]],
) -> None:
    checked, results, chosen = run(tolerance=0.05)
    kinds = ("consistent", "inconsistent", "undetermined", "near_miss")
    numbers = [int(results.entries[f"n_{kind}"].value) for kind in kinds]
    assert sum(numbers) == len(checked)
    first = sentences(say_findings, results, checked, chosen)[0]
    for kind in kinds:
        assert f"(#arithmetic_audit:n_{kind})" in first
