"""How long the proofs take, step by step, and how much there is to prove.

    python benchmarks/verify.py [SHEETS]

SHEETS (default 1,000,000) is how many random sheets the encoding is compared with the engine on.
Nothing here passes or fails: it reports, beside what is aimed for.
"""

import sys
import time

from pathfinder.knowledge.compiled import load_knowledge
from pathfinder.knowledge.data_dir import shipped_data
from pathfinder.knowledge.parse.invariants import read_invariants
from pathfinder.verify.context import context_for
from pathfinder.verify.cross_check import check_agreement
from pathfinder.verify.dead_rules import idle
from pathfinder.verify.proving import prove

PATIENCE = 10_000_000
AIM = 60
SLOWEST = 5


def main() -> None:
    """Run every step once and print its time."""
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    began = time.perf_counter()
    kb = load_knowledge()
    context = context_for(kb, read_invariants(shipped_data() / "invariants.yaml", kb), PATIENCE)
    gates = len(context.encoding.circuit.gates)
    told(f"encoded, {gates:,} gates", began)
    step = time.perf_counter()
    compared = check_agreement(context, sheets)
    told(f"compared on {compared:,} random sheets", step)
    proofs = step = time.perf_counter()
    taken: list[tuple[float, str]] = []
    verdicts: dict[str, int] = {}
    for finding in prove(context):
        now = time.perf_counter()
        taken.append((now - step, finding.invariant.id))
        verdicts[finding.verdict.value] = verdicts.get(finding.verdict.value, 0) + 1
        step = now
    told(f"invariants: {', '.join(f'{n} {word}' for word, n in verdicts.items())}", proofs)
    for seconds, id_ in sorted(taken, reverse=True)[:SLOWEST]:
        print(f"  {seconds:6.2f} s  {id_}")
    step = time.perf_counter()
    told(f"idle: {len(list(idle(context)))}", step)
    told(f"all (aim: under {AIM} s)", began)


def told(what: str, since: float) -> None:
    """Print how long `what` took."""
    print(f"{time.perf_counter() - since:8.2f} s  {what}")


if __name__ == "__main__":
    main()
