"""Start-up and memory of the installed command, as ratios to bare Python in one run.

    python benchmarks/startup.py [ROUNDS]

Run it with the Python of an environment into which the wheel is installed and little else. Each
round runs every case once, so that a busy moment of a shared machine falls on all of them; the
figures are medians. Nothing here passes or fails: it reports, beside what is aimed for.
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import time
from pathlib import Path

COMMAND = Path(sys.executable).parent / "pathfinder"
FLAGS = ("--substances", "alcohol", "--goal", "abstinence", "--approach", "secular")
BARE = (sys.executable, "-I", "-c", "pass")
HELLO = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False)
@app.command()
def main(name: str = "you"):
    typer.echo(f"hello {name}")
app()
"""
"""The least program that Typer makes: below it, nothing is left but Typer itself."""

CASES = {
    "hello world of Typer": ((sys.executable, "-c", HELLO), None),
    "suggest, JSON": ((str(COMMAND), "suggest", *FLAGS, "--format", "json"), 7.5),
    "--help": ((str(COMMAND), "--help"), 8.0),
    "suggest, text in a pipe": ((str(COMMAND), "suggest", *FLAGS), 10.0),
    "suggest, text on a terminal": ((str(COMMAND), "suggest", *FLAGS), 10.0),
    "suggest --help": ((str(COMMAND), "suggest", "--help"), None),
}
DRAWN = "suggest, text on a terminal"
FIRST_PROMPT = {
    "first prompt, drawn": ((str(COMMAND),), 18.0),
    "first prompt, plain": ((str(COMMAND), "--plain"), 8.0),
}
"""Interviews, timed until they ask: the words that stand at the end of a question are on screen."""
ASKED = b"keys."
LONGEST = 20
"""Seconds without a word."""


def seconds(command: tuple[str, ...], *, terminal: bool = False) -> float:
    """Return the wall time of `command`, its output thrown away or read from a pseudo-terminal."""
    began = time.perf_counter()
    if not terminal:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began
    reader, writer = pty.openpty()
    with subprocess.Popen(command, stdout=writer) as process:
        os.close(writer)
        try:
            while os.read(reader, 65536):
                pass
        except OSError:  # the other end is closed: the command is done
            pass
        process.wait()
    os.close(reader)
    return time.perf_counter() - began


def until_asked(command: tuple[str, ...]) -> float:
    """Return the time until the interview `command` asks its first question on a terminal."""
    began = time.perf_counter()
    reader, writer = pty.openpty()
    with subprocess.Popen(command, stdin=writer, stdout=writer, start_new_session=True) as process:
        os.close(writer)
        shown = b""
        while ASKED not in shown:
            if not select.select([reader], [], [], LONGEST)[0]:
                process.kill()
                message = f"no {ASKED!r} came after {shown!r}"
                raise TimeoutError(message)
            shown += os.read(reader, 65536)
        took = time.perf_counter() - began
        process.kill()
    os.close(reader)
    return took


def peak(command: tuple[str, ...]) -> int:
    """Return the peak memory of `command` in KiB, read from a process that runs nothing else."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run(
        (sys.executable, "-c", code, *command), capture_output=True, text=True, check=True
    )
    return int(run.stdout)


def main() -> None:
    """Print one line a case."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    cases = CASES | FIRST_PROMPT
    times: dict[str, list[float]] = {name: [] for name in ("bare", *cases)}
    for _ in range(rounds):
        times["bare"].append(seconds(BARE))
        for name, (command, _) in CASES.items():
            times[name].append(seconds(command, terminal=name == DRAWN))
        for name, (command, _) in FIRST_PROMPT.items():
            times[name].append(until_asked(command))
    bare = statistics.median(times["bare"])
    print(f"bare Python: {bare * 1000:.1f} ms, {rounds} rounds")
    for name, (_, aim) in cases.items():
        ratio = statistics.median(times[name]) / bare
        print(f"{name}: {ratio:.2f} times" + (f" (aim: at most {aim})" if aim else ""))
    hello = statistics.median(times["hello world of Typer"])
    query = statistics.median(times["suggest, JSON"]) / hello
    print(f"suggest, JSON: {query:.2f} times the hello world of Typer (aim: at most 1.1)")
    memory = peak(CASES["suggest, JSON"][0]) / peak(BARE)
    print(f"memory of suggest, JSON: {memory:.2f} times (aim: at most 2.5)")


if __name__ == "__main__":
    main()
