"""axe-core finds no serious or critical violation on any page, light, dark, or on a phone.

In the dark only colours can differ, on a phone only what is hit and what scrolls.

Contrast is by far the slowest rule, since the browser must say what lies at each place. So of texts
with the same colour, size and ground on a page three are looked at; all other rules see all.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

GROUPS = 4  # of pages, so that several workers can share the work
SHOWN = 20
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")
COLOURS = ["color-contrast", "link-in-text-block"]  # all that can differ in the dark
# What can differ on a phone: what is too small to hit, and what scrolls.
NARROW = ["target-size", "scrollable-region-focusable", "meta-viewport"]

AUDIT = """async ({rules, colours}) => {
  const seen = {};
  const look = (part) => {
    const style = getComputedStyle(part);
    const known = [style.color, style.fontSize, style.fontWeight, style.textShadow];
    for (let on = part; on; on = on.parentElement) {
      const {backgroundColor, backgroundImage, opacity, filter, position} = getComputedStyle(on);
      known.push(backgroundColor, backgroundImage, opacity, filter);
      if (position !== "static") known.push(position);
      if (/^rgb\\(/.test(backgroundColor)) break;
    }
    return known.join("|");
  };
  for (const part of document.querySelectorAll("body *")) {
    const own = [...part.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!(own || part.matches("input, select")) || !part.checkVisibility()) continue;
    const like = look(part);
    seen[like] = (seen[like] || 0) + 1;
    if (seen[like] <= 3) part.setAttribute("data-looked-at", "");
  }
  const options = {resultTypes: ["violations"]};
  const all = rules.length ? await axe.run(
    {...options, runOnly: rules, rules: {"color-contrast": {enabled: false}}}) : {violations: []};
  const pale = colours.length ? await axe.run(
    {include: [["[data-looked-at]"]]}, {...options, runOnly: colours}) : {violations: []};
  return [...all.violations, ...pale.violations].map((found) => ({
    rule: found.id, impact: found.impact, help: found.help,
    nodes: found.nodes.map((node) => ({target: node.target.join(" "), why: [...node.any,
      ...node.all, ...node.none].map((check) => check.message).join("; ")}))}));
}"""
# Folded parts are text too; and nothing may be caught halfway through fading in.
PREPARE = """() => {
  const style = document.createElement("style");
  style.textContent = "*, *::before, *::after { animation: none !important; " +
    "transition: none !important; }";
  document.head.append(style);
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
}"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def audit(
    page: Page, rules: list[str] = STANDARDS, colours: list[str] = COLOURS
) -> list[dict[str, Any]]:
    """Return what axe-core finds on the open page: by these standards or rules, and in colours."""
    page.evaluate(PREPARE)
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(AUDIT, {"rules": rules, "colours": colours})
    return found


def complaints(name: str, found: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a line for each element that violates a rule seriously."""
    for violation in found:
        if violation["impact"] in SERIOUS:
            for node in violation["nodes"]:
                yield f"{name}: {violation['rule']} at {node['target']}: {node['why'][:200]}"


@pytest.mark.parametrize("group", range(GROUPS))
@pytest.mark.parametrize(
    ("width", "scheme", "rules", "colours"),
    [(1280, "light", STANDARDS, COLOURS), (1280, "dark", [], COLOURS), (390, "light", NARROW, [])],
    ids=["light", "dark", "phone"],
)
def test_no_page_has_a_serious_violation(
    browser: Browser, address: str, html: Path, width: int, scheme: Any,
    rules: list[str], colours: list[str], group: int,
) -> None:  # fmt: skip
    names = [path.relative_to(html).as_posix() for path in sorted(html.rglob("*.html"))]
    names = [name for name in names if not name.startswith("_static") and name != "index.html"]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page, begun, lines = context.new_page(), time.monotonic(), list[str]()
    for name in names[group::GROUPS]:
        page.goto(name)
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        lines += complaints(name, audit(page, rules, colours))
    context.close()
    pages = len(names[group::GROUPS])
    print(f"{pages} pages, {width} px, {scheme}: {time.monotonic() - begun:.0f} s")
    more = [f"... and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    assert not lines, "\n".join([*lines[:SHOWN], *more])


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ('<p style="color:#aaa;background:#fff">Pale words</p>', "x.html: color-contrast at p"),
        ('<img src="data:,">', "x.html: image-alt at img"),
        ("<ul><p>No item</p></ul>", "x.html: list at ul"),
        ("<details><summary></summary><p>x</p></details>", "x.html: summary-name at summary"),
        ("<table><tbody>" + "<tr><td>same</td></tr>" * 3
         + '<tr><td style="color:#aaa">pale</td></tr></tbody></table>',
         "x.html: color-contrast at tr:nth-child(4) > td"),
    ],
)  # fmt: skip
def test_the_audit_finds_and_names_violations(browser: Browser, body: str, complaint: str) -> None:
    page = browser.new_page()
    page.set_content(f"<html lang=en><title>x</title><main><h1>x</h1>{body}</main></html>")
    (line,) = complaints("x.html", audit(page))
    page.close()
    assert line.startswith(complaint)
