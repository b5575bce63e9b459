"""Runs a composite action as GitHub's runner does, as far as ours goes: its expressions, the files behind
GITHUB_OUTPUT, GITHUB_PATH and GITHUB_STEP_SUMMARY, and workflow commands on standard output."""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import yaml


@dataclass
class Annotation:
    level: str
    message: str
    properties: dict


@dataclass
class Run:
    failed: bool = False
    outputs: dict = field(default_factory=dict)
    annotations: list = field(default_factory=list)
    summary: str = ""
    log: str = ""
    skipped: list = field(default_factory=list)
    path: list = field(default_factory=list)


def decoded(text, more=()):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(code, character)
    return text


def annotations_of(log):
    for line in log.splitlines():
        match = re.match(r"::(error|warning|notice)(?: (.*?))?::(.*)$", line)
        if match:
            pairs = (pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
            properties = {key: decoded(value, (("%3A", ":"), ("%2C", ","))) for key, value in pairs}
            yield Annotation(match[1], decoded(match[3]), properties)


class Composite:
    def __init__(self, folder, workspace, scratch):
        self.folder, self.workspace, self.scratch = Path(folder), Path(workspace), Path(scratch)
        self.action = yaml.safe_load((self.folder / "action.yml").read_text())

    def run(self, **given):
        unknown = set(given) - set(self.action["inputs"])
        assert not unknown, f"no inputs of the action: {unknown}"
        self.inputs = {name: given.get(name, each["default"]) for name, each in self.action["inputs"].items()}
        self.steps, self.made = {}, Run()
        for step in self.action["runs"]["steps"]:
            if not self.condition(step.get("if", "true")) or "uses" in step:
                self.made.skipped.append(step["name"])
            elif not self.run_step(step):
                self.made.failed = True
                break
        self.made.outputs = {name: self.filled(each["value"]) for name, each in self.action["outputs"].items()}
        self.made.annotations = list(annotations_of(self.made.log))
        return self.made

    def run_step(self, step):
        assert step["shell"] == "bash", "a step of a composite action names its shell"
        files = {name: self.scratch / name for name in ("GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("")
        script = self.scratch / "step.sh"
        script.write_text(self.filled(step["run"]))
        environment = {
            **os.environ,
            "RUNNER_OS": "Linux",
            "RUNNER_ARCH": "X64",
            "GITHUB_ACTIONS": "true",
            "CI": "true",
            "PATH": os.pathsep.join([*self.made.path, os.environ["PATH"]]),
            **{name: str(path) for name, path in files.items()},
            **{name: self.filled(str(value)) for name, value in step.get("env", {}).items()},
        }
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=1800,
        )
        self.made.log += ran.stdout
        self.made.summary += files["GITHUB_STEP_SUMMARY"].read_text()
        self.made.path = [*files["GITHUB_PATH"].read_text().splitlines(), *self.made.path]
        pairs = (line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text().splitlines())
        self.steps[step.get("id")] = dict(pairs)
        return ran.returncode == 0

    def filled(self, text):
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: self.value(match[1]), text)

    def condition(self, text):
        sides = [self.value(side.strip()) for side in re.split(r"==|!=", text)]
        return (sides[0] == sides[-1]) == ("!=" not in text) if len(sides) == 2 else sides[0] == "true"

    def value(self, text):
        match text.split("."):
            case ["github", "action_path"]:
                return str(self.folder)
            case ["inputs", name]:
                return str(self.inputs[name])
            case ["steps", step, "outputs", name]:
                return self.steps.get(step, {}).get(name, "")
        if literal := re.fullmatch(r"'([^']*)'|(true)", text):
            return literal[1] if literal[1] is not None else literal[2]
        raise ValueError(f"an expression that this runner does not know: {text}")
