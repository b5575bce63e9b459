"""Policies, one for each thing that can be wrong with them, and a repository that holds some."""

import os
import subprocess
from pathlib import Path

root = Path(__file__).resolve().parents[2]
binary = Path(os.environ.get("SELECT_MODEL", root / "build/release/select-model"))

written = """policy good "Which model answers" version "1" language 1

ask language: one of {english, other}, default english "Which language is it in?"
ask budget: money, optional "The most that one answer may cost"

let cost = model.cost(2_000, 400, 50K) "Cost of one answer"

must affordable when budget is known: cost <= budget
  because "{cost} is over the budget of {budget}"

choose {
  foreign when language == other -> where multilingual in model.strengths then any
  otherwise english -> claude-haiku, gpt-4o-mini then any
}

rank by order {
  minimize cost
}

test "a tight budget" {
  given budget = $0.001
  expect branch english
  expect rejected gpt-4o by affordable
}

test "other languages" {
  given language = other
  expect branch foreign
}
"""
good = subprocess.run([binary, "fmt", "-"], input=written, text=True, capture_output=True, check=True).stdout
# The guard is gone.
unguarded = good.replace(" when budget is known", "")
misspelt = good.replace("minimize cost", "minimize csot")
failing = good.replace("expect branch foreign", "expect branch english")
untested = good[: good.index("test ")].rstrip() + "\n"
unformatted = good.replace("minimize cost", "minimize    cost")


def git(folder, *arguments):
    author = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
    ran = subprocess.run(["git", *author, *arguments], cwd=folder, text=True, capture_output=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout.strip()


def write(folder, **policies):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in policies.items():
        (folder / f"{name}.policy").write_text(text)


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1
