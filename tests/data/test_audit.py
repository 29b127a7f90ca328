"""The verdicts of the arithmetic audit."""

from collections import Counter

import pytest

from chongqing_livelihood.data.audit import AuditResult, _compare, audit, list_checks
from chongqing_livelihood.data.files import DataFolder
from chongqing_livelihood.data.load import load
from chongqing_livelihood.stats.intervals import Interval, Reading

from .conftest import Edit

RESULTS = {result.check: result for result in audit()}


def test_there_are_enough_identities_of_every_scope() -> None:
    scopes = Counter(result.scope for result in RESULTS.values())
    assert len(RESULTS) >= 45
    assert set(scopes) == {"within text", "text and table", "between sources", "against context"}


# Worked out by hand; see the page on methods for the sums.
@pytest.mark.parametrize(
    ("check", "verdict", "computed"),
    [
        ("wanzhou-tasks-sum", "consistent", (66, 66)),
        ("wanzhou-joint-schools-coverage", "consistent", (61.02, 61.02)),
        ("pension-growth", "consistent", (44.10, 44.21)),
        ("work-injury-growth", "consistent", (81.52, 82.22)),
        ("fengjie-meal-points-sum", "consistent", (66, 66)),
        ("plan-services-sum", "consistent", (84, 84)),
        ("plan-doctors-to-nurses", "consistent", (1.27, 1.34)),
        ("fengjie-doctors-of-436-before", "inconsistent", (16.51, 16.51)),
        ("fengjie-doctors-of-436-after", "inconsistent", (21.56, 21.56)),
        ("fengjie-jobs-per-returnee-business", "inconsistent", (7.14, 7.65)),
        ("plan-tertiary-2020", "inconsistent", (53.25, 53.35)),
        ("plan-sports-2020", "inconsistent", (1.43, 1.44)),
        ("plan-geriatrics-direction", "inconsistent", (85.71, 85.72)),
        ("plan-care-places-against-beds", "inconsistent", (1553.2, 1570.9)),
        ("plan-beds-against-staff", "inconsistent", (1644.5, 1656.9)),
        ("plan-home-adaptation", "inconsistent", (500, 500)),
        ("plan-institutions", "inconsistent", (1305, 1305)),
        ("fengjie-canteen-operators", "inconsistent", (50, 50)),
        ("fengjie-dual-teacher-class-size", "inconsistent", (65, 65)),
        ("plan-elderly-stations-everywhere", "inconsistent", (662, 662)),
        ("plan-minimum-living-ratio", "inconsistent", (80.13, 82.55)),
        ("plan-care-homes-renewed", "consistent", (20, 20)),
        ("plan-inclusive-beds-added", "consistent", (4899, 4899)),
        ("plan-doctors-and-nurses-of-staff", "consistent", (9.385, 9.395)),
        ("fumin-average-loan", "undetermined", (71627, 71677)),
        ("hechuan-sewage-per-household", "undetermined", (0.1672, 0.1784)),
        ("fengjie-returnees-per-business", "undetermined", (12670, 13670)),
    ],
)
def test_a_verdict_and_its_numbers(check: str, verdict: str, computed: tuple[float, float]) -> None:
    result = RESULTS[check]
    ends = result.computed.lower, result.computed.upper
    assert result.verdict == verdict
    assert all(end is not None for end in ends)
    assert [float(end) for end in ends if end is not None] == pytest.approx(computed, rel=5e-3)


@pytest.mark.parametrize(
    ("printed", "relation", "computed", "verdict"),
    [
        ((1, 2), "equals", (2, 3), "undetermined"),  # they meet, and are wide
        ((99, 100), "equals", (100, 101), "consistent"),
        ((1, 2), "equals", (3, 4), "inconsistent"),
        ((60, None), "equals", (60, None), "consistent"),
        ((60, None), "equals", (70, 71), "undetermined"),
        ((60, None), "equals", (50, 51), "inconsistent"),
        ((1, 2), "at most", (2, 3), "consistent"),
        ((1, 3), "at most", (2, 4), "undetermined"),
        ((5, 6), "at most", (2, 4), "inconsistent"),
        ((5, None), "at most", (2, 4), "inconsistent"),
        ((1, None), "at most", (2, 4), "undetermined"),
        ((5, 6), "at least", (2, 4), "consistent"),
        ((1, 1.5), "at least", (2, 4), "inconsistent"),
    ],
)
def test_the_rule_of_verdicts(
    printed: tuple[float, float | None],
    relation: str,
    computed: tuple[float, float | None],
    verdict: str,
) -> None:
    assert _compare(Interval.between(*printed), relation, Interval.between(*computed)) == verdict


def test_a_wider_reading_turns_no_consistent_identity_inconsistent() -> None:
    wide = {result.check: result for result in audit(reading=Reading(widen=3))}
    for check, result in RESULTS.items():
        assert wide[check].printed.contains(result.printed), check
        if result.verdict == "consistent":
            assert wide[check].verdict != "inconsistent", check


def test_a_divisor_that_can_be_zero_leaves_it_open() -> None:
    wide = {result.check: result for result in audit(reading=Reading(widen=50))}
    assert wide["fengjie-jobs-per-returnee-business"].verdict == "undetermined"
    assert wide["fengjie-jobs-per-returnee-business"].explanation.startswith(
        "Nothing follows: the divisor fengjie_businesses can be zero under this reading of the "
        "numbers. "
    )
    assert {result.check for result in audit(reading=Reading(widen=100))} == set(RESULTS)


def test_the_described_family_is_compared_worker_by_worker() -> None:
    result = RESULTS["fengjie-care-gain-per-worker"]
    assert result.printed == Interval.between(13500, None)  # (30,000 - 3,000) / 2, orchard alone
    assert "cqrb-2022:3645" in result.figure_ids
    assert result.verdict == "undetermined"


def test_a_result_says_itself_in_one_line() -> None:
    assert str(RESULTS["wanzhou-tasks-sum"]) == (
        "consistent    wanzhou-tasks-sum: The tasks taken over from the city and the district's "
        "own make up all reform tasks. The sides agree: printed 66, computed 66."
    )


def test_sentences_are_sentences() -> None:
    for result in RESULTS.values():
        for sentence in (result.statement, result.explanation):
            assert sentence[0].isupper()
            assert sentence.endswith(".")


def test_a_remark_does_not_foretell_the_verdict(folder: DataFolder, edit: Edit) -> None:
    edit("raw/audit.yml", "computed: city + own", "computed: city + own + own")
    result = next(r for r in audit(folder) if r.check == "wanzhou-tasks-sum")
    assert result.verdict == "inconsistent"
    assert result.explanation.startswith("No reading of the printed numbers makes the sides meet")


def test_every_figure_knows_its_checks() -> None:
    rows = load("audit").to_dict("records")
    checks = list_checks(rows)  # type: ignore[arg-type]
    assert {c["check"] for c in checks["fengjie-2024:2443"]} >= {"fengjie-doctors-of-436-after"}
    assert set(checks) <= set(load("figures").figure_id)
    assert {c["check"] for found in checks.values() for c in found} == set(RESULTS)


def test_results_are_frozen() -> None:
    with pytest.raises(AttributeError):
        RESULTS["wanzhou-tasks-sum"].verdict = "false"  # type: ignore[misc, assignment]
    assert isinstance(RESULTS["wanzhou-tasks-sum"], AuditResult)
