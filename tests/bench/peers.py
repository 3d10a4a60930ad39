#!/usr/bin/env python3
"""Times whole processes of the check beside other checkers, on the same tree, with schemas that say the same.

The tree comes from the bench's generator, the schemas from `studio schema`. The others see the shape of records only: keys, types,
lists; `studio check` does that and holds the whole Standard. Each round runs all of them in turn; a line tells the median, and the
median of the ratios round by round. Which of the planted mistakes each one tells is looked up by the name of the file.

    python3 tests/bench/peers.py [--schools 300] [--rounds 5]

Needs Python 3.11 with venv and pip, and a Rust toolchain; what it installs goes to `target/peers`.
"""

import argparse
import collections
import datetime
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "target/peers"
PACKAGES = ["tombi==1.9.6", "taplo==0.9.3", "check-jsonschema==0.39.0"]

# The least that a script does: it parses every record, and says which cannot be.
TOMLLIB = """
import pathlib, sys, tomllib
bad = 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.toml")):
    if any(part.startswith(".") for part in path.parts):
        continue
    try:
        tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as why:
        bad += 1
        print(path, why)
sys.exit(bad > 0)
"""


def run(command, **options):
    return subprocess.run(command, check=True, text=True, **options)


def installed():
    """The folder of the programs."""
    if not (PEERS / "bin/pip").exists():
        run([sys.executable, "-m", "venv", PEERS])
    run([PEERS / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES])
    return PEERS / "bin"


def built():
    """The program and the bench that writes trees."""
    run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT)
    told = run(
        ["cargo", "bench", "--locked", "--no-run", "--message-format", "json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout
    artifacts = (json.loads(line) for line in told.splitlines() if line.startswith("{"))
    bench = next(
        one["executable"]
        for one in artifacts
        if one.get("reason") == "compiler-artifact" and one["target"]["name"] == "check" and one.get("executable")
    )
    return ROOT / "target/release/studio", bench


def records(schools):
    """The records of each kind, by the name of its schema."""
    rules = re.findall(r'include = \["\*\*/([^"]+)"\]\s*schema = \{ path = "([^"]+)"', (schools / ".taplo.toml").read_text("utf-8"))
    assert rules, "the settings of taplo name no schema"
    return {schema: sorted(str(path) for path in schools.rglob(glob)) for glob, schema in rules}


def commands(studio, programs, schools):
    """What is run: name, version, and the command lines of one round."""
    script = PEERS / "tomllib_floor.py"
    script.write_text(TOMLLIB, "utf-8")

    def version(program, *arguments):
        told = subprocess.run([program, *arguments], capture_output=True, text=True, check=False).stdout
        return (re.search(r"\d+\.\d+\.\d+", told) or [""])[0]

    json_schema = [
        [programs / "check-jsonschema", "--schemafile", schools / schema, *files]
        for schema, files in records(schools).items()
        if files
    ]
    today = ["--today", "2022-09-30", "--lang", "en"]
    return [
        ("studio check", version(studio, "--version"), [[studio, "check", *today, "--format", "json", "."]]),
        ("tomllib script", platform.python_version(), [[sys.executable, script, "."]]),
        ("taplo lint", version(programs / "taplo", "--version"), [[programs / "taplo", "lint", "--colors", "never"]]),
        ("check-jsonschema", version(programs / "check-jsonschema", "--version"), json_schema),
        ("tombi lint", version(programs / "tombi", "--version"), [[programs / "tombi", "lint", "."]]),
    ]


def once(lines, schools):
    """How long the command lines took one after the other, and what they said."""
    said = ""
    start = time.perf_counter()
    for line in lines:
        ended = subprocess.run(line, cwd=schools, capture_output=True, check=False)
        said += ended.stdout.decode("utf-8", "replace") + ended.stderr.decode("utf-8", "replace")
    return time.perf_counter() - start, said


def found(planted, said):
    """How many of the mistakes are told, by what they are: the file's name stands in what was said."""
    told = collections.Counter()
    for file, what in planted:
        told[what] += file in said or json.dumps(file)[1:-1] in said
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schools", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    programs = installed()
    studio, bench = built()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        run([bench, "--write", folder, str(asked.schools)], stdout=subprocess.DEVNULL)
        schools = folder / "schools"
        run([studio, "schema", schools], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        lines = (folder / "planted.tsv").read_text("utf-8").splitlines()[1:]
        planted = [tuple(line.split("\t")[:2]) for line in lines]
        all_of = collections.Counter(what for _, what in planted)
        runs = commands(studio, programs, schools)
        took = {name: [] for name, *_ in runs}
        told = {}
        for _ in range(asked.rounds + 1):
            for name, _, line in runs:
                seconds, said = once(line, schools)
                took[name].append(seconds)
                told[name] = found(planted, said)
        # The first round warms the cache.
        took = {name: seconds[1:] for name, seconds in took.items()}
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    print(f"{asked.schools} schools, medians of {asked.rounds} rounds, {os.cpu_count()} cores ({cpu or platform.machine()}), ")
    print(f"{platform.system()} {platform.machine()}, {datetime.date.today().isoformat()}.\n")
    print("| program | version | took | against `studio check` | planted mistakes told |\n|---|---|---:|---:|---:|")
    for name, version, _ in runs:
        ratio = statistics.median(one / own for one, own in zip(took[name], took["studio check"]))
        middle = statistics.median(took[name])
        print(f"| {name} | {version} | {middle:.2f} s | {ratio:.1f} | {sum(told[name].values())} of {len(planted)} |")
    print("\n| planted | " + " | ".join(name for name, *_ in runs) + " |\n|---|" + "---:|" * len(runs))
    for what, number in sorted(all_of.items()):
        print(f"| {what} ({number}) | " + " | ".join(str(told[name][what]) for name, *_ in runs) + " |")


if __name__ == "__main__":
    main()
