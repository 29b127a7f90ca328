"""The identities of ``data/raw/audit.yml``: how one is written, and which are well formed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml

from chongqing_livelihood.data.columns import FIGURE_ID_PATTERN, SLUG_PATTERN
from chongqing_livelihood.data.files import Problem

if TYPE_CHECKING:
    from pydantic import BaseModel


def identity_model() -> type[BaseModel]:
    """Return the pydantic model of one identity in audit.yml."""
    from pydantic import BaseModel, ConfigDict, Field

    class Identity(BaseModel):
        model_config = ConfigDict(frozen=True, extra="forbid")

        check: Annotated[str, Field(pattern=rf"^{SLUG_PATTERN}$")]
        scope: Literal["within text", "text and table", "between sources", "against context"]
        statement: Annotated[str, Field(min_length=1)]
        printed: Annotated[str, Field(min_length=1)]
        relation: Literal["equals", "at most", "at least"] = "equals"
        computed: Annotated[str, Field(min_length=1)]
        figures: dict[str, Annotated[str, Field(pattern=rf"^{FIGURE_ID_PATTERN}$")]]
        context: dict[str, tuple[str, str, str]] = {}
        given: dict[str, tuple[str, str]] = {}
        remark: str = ""

    return Identity


def read_identities(text: str, name: str, problems: list[Problem]) -> list[Any]:
    """Return the identities that are well formed; append what is wrong with the others."""
    from pydantic import ValidationError

    try:
        entries = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        problems.append(Problem(name, 0, f"is not YAML ({str(error).splitlines()[0]})"))
        return []
    model = identity_model()
    identities: list[Any] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        check = entry.get("check", f"entry {number}") if isinstance(entry, dict) else number
        try:
            identities.append(model.model_validate(entry))
        except ValidationError as error:
            for case in error.errors():
                where = ".".join(map(str, case["loc"])) or "the entry"
                problems.append(Problem(name, 0, f"{check}: {where}: {case['msg']}"))
            continue
        if check in seen:
            problems.append(Problem(name, 0, f"{check} stands in the file twice: rename one"))
        seen.add(str(check))
    return identities
