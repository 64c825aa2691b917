"""What is proved of every possible set of answers, line by line. It needs the extra `verify`."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import typer

from pathfinder.cli.dialogue.equivalent_command import command_for
from pathfinder.knowledge.build.compile import compile_both, compile_knowledge
from pathfinder.knowledge.compiled import joined
from pathfinder.knowledge.files import path_of
from pathfinder.knowledge.overlay.apply_files import with_local
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.model.knowledge.invariant import Gravity
from pathfinder.model.knowledge_base import KnowledgeBase
from pathfinder.verify.context import context_for
from pathfinder.verify.cross_check import check_agreement
from pathfinder.verify.dead_rules import idle
from pathfinder.verify.proving import Finding, Verdict, prove


class Verifying(NamedTuple):
    """How to prove.

    `conflicts`: how many dead ends the solver may meet over one question. `sheets`: on how many
    random sheets its clauses are compared with the engine. `local`: files laid over the knowledge
    base.
    """

    conflicts: int
    sheets: int
    local: tuple[Path, ...] = ()


def print_verification(folder: Path, instead: Mapping[str, Path], how: Verifying) -> bool:
    """Print what is proved of the knowledge base in `folder`; return whether all that must be is.

    `instead` names files that stand in for some of its own. Raises `KnowledgeBaseError`.
    """
    kb = (
        with_local(*compile_both(folder, instead), how.local)
        if how.local
        else joined(compile_knowledge(folder, instead))
    )
    invariants = read_invariants(path_of("invariants", folder, instead), kb)
    context = context_for(kb, invariants, how.conflicts)
    compared = check_agreement(context, how.sheets)
    typer.echo(f"The solver and the engine agree on {compared:,} random sheets.")
    findings: list[Finding] = []
    for finding in prove(context):
        _print(kb, finding, how.local)
        findings.append(finding)
    for found in idle(context):
        typer.echo(f"idle     {found.what} {found.why.value}.")
    counted = Counter(finding.verdict.value for finding in findings)
    summary = ", ".join(f"{count} {verdict}" for verdict, count in counted.items())
    typer.echo(f"{len(findings)} invariants: {summary}.")
    return all(map(_suffices, findings))


def _suffices(finding: Finding) -> bool:
    """Return whether `finding` is no fault; what could cost a life has to be proved."""
    unproved = finding.verdict is Verdict.UNPROVED
    grave = finding.invariant.severity is Gravity.S1
    return finding.verdict is Verdict.PROVED or (unproved and not grave)


def _print(kb: KnowledgeBase, finding: Finding, local: tuple[Path, ...]) -> None:
    invariant, verdict = finding.invariant, finding.verdict
    rules = ", ".join(invariant.rules)
    typer.echo(f"{verdict.value:9}{invariant.severity.value}  {invariant.id} ({rules})")
    if verdict is Verdict.EMPTY:
        typer.echo("    No answers meet what it presumes, so it says nothing.")
    elif verdict is Verdict.UNPROVED:
        typer.echo("    Not settled within the budget. No random sheet breaks it.")
    elif verdict is Verdict.FAILED:
        typer.echo(f"    {invariant.says}")
        if finding.about:
            typer.echo(f"    It is not so of {finding.about}.")
        if finding.added:
            typer.echo(f"    It is not so when {' '.join(finding.added)} is added to the answers.")
        if finding.answers is not None:
            typer.echo(f"    {command_for(kb, finding.answers, local)}")
        if finding.after is not None:
            typer.echo("    It is not so when the same is said like this:")
            typer.echo(f"    {command_for(kb, finding.after, local)}")
