import subprocess
import tempfile
import unittest
from pathlib import Path

import yaml

import policies
from runner import Composite
from policies import binary, line_of, root


class Action(unittest.TestCase):
    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.scratch = Path(held.name)
        self.workspace = self.scratch / "workspace"

    def run_action(self, folder=root, **inputs):
        return Composite(folder, self.workspace, self.scratch).run(binary=str(binary), **inputs)

    def test_a_good_repository_passes(self):
        policies.write(self.workspace / "policies", good=policies.good)
        run = self.run_action(strict="true")
        self.assertFalse(run.failed, run.log)
        self.assertEqual(run.annotations, [])
        self.assertEqual(run.outputs, {"binary": str(binary), "check": "0", "test": "0", "format": "0"})
        self.assertEqual(run.path, [str(binary.parent)])
        self.assertIn("2", run.summary)

    def test_a_catalogue_is_checked_against(self):
        policies.write(self.workspace, good=policies.good)
        self.assertEqual(self.run_action(catalog="builtin:guide").outputs["check"], "0")
        (self.workspace / "ours.yaml").write_text("catalog: ours\nas_of: 2026-04-01\nmodels: []\n")
        run = self.run_action(catalog="ours.yaml", test="false")
        self.assertEqual(run.outputs["check"], "1", run.log)
        self.assertIn("unknown-model", run.summary)

    def test_a_warning_fails_only_where_it_is_asked_to(self):
        text = policies.good.replace("must affordable", 'let spare = model.ttft "Spare"\n\nmust affordable', 1)
        policies.write(self.workspace, good=text)
        lax, strict = self.run_action(format="false"), self.run_action(format="false", strict="true")
        self.assertEqual((lax.outputs["check"], strict.outputs["check"]), ("0", "1"))
        self.assertEqual([found.properties["title"] for found in strict.annotations], ["unused-let"])

    def test_a_mistake_is_annotated_at_its_place(self):
        policies.write(self.workspace / "policies", good=policies.good, bad=policies.unguarded)
        run = self.run_action()
        self.assertTrue(run.failed)
        self.assertEqual(run.outputs["check"], "2")
        line = line_of(policies.unguarded, "must affordable")
        found = [a for a in run.annotations if a.properties.get("line") == str(line)]
        self.assertTrue(found, run.log)
        self.assertEqual(found[0].level, "error")
        self.assertEqual(found[0].properties["file"], "policies/bad.policy")
        self.assertIn("`budget` is optional", found[0].message)
        self.assertIn("unguarded-optional", run.summary)
        self.assertIn("check (2)", run.log)

    def test_a_failed_test_is_annotated_and_in_the_summary(self):
        policies.write(self.workspace / "policies", bad=policies.failing)
        run = self.run_action(paths="policies/*.policy")
        self.assertTrue(run.failed)
        self.assertEqual((run.outputs["check"], run.outputs["test"]), ("0", "1"))
        errors = [a for a in run.annotations if a.level == "error"]
        self.assertEqual([a.properties["file"] for a in errors], ["policies/bad.policy"])
        self.assertIn("other languages", errors[0].message + errors[0].properties.get("title", ""))
        self.assertIn("other languages", run.summary)

    def test_a_policy_without_tests_fails_unless_tests_are_turned_off(self):
        policies.write(self.workspace, bare=policies.untested)
        self.assertEqual(self.run_action().outputs["test"], "1")
        run = self.run_action(test="false")
        self.assertFalse(run.failed, run.log)
        self.assertEqual(run.outputs["test"], "")
        self.assertIn("Test", run.skipped)

    def test_a_format_of_ones_own_fails_unless_it_is_turned_off(self):
        policies.write(self.workspace, wide=policies.unformatted)
        run = self.run_action()
        self.assertTrue(run.failed)
        self.assertEqual(run.outputs["format"], "1")
        self.assertIn("wide.policy", run.log)
        self.assertIn("-  minimize    cost\n+  minimize cost\n", run.log)
        self.assertFalse(self.run_action(format="false").failed)
        self.assertEqual((self.workspace / "wide.policy").read_text(), policies.unformatted)

    def test_too_little_coverage_fails(self):
        text = policies.good[: policies.good.index('test "other')]
        policies.write(self.workspace, good=text)
        self.assertEqual(self.run_action(**{"fail-under": "100"}).outputs["test"], "1")
        self.assertEqual(self.run_action(**{"fail-under": "10"}).outputs["test"], "0")

    def test_sarif_is_written_for_code_scanning(self):
        policies.write(self.workspace, bad=policies.misspelt)
        run = self.run_action(sarif="policies.sarif")
        self.assertTrue(run.failed)
        written = yaml.safe_load((self.workspace / "policies.sarif").read_text())
        self.assertEqual(written["version"], "2.1.0")
        self.assertEqual([result["ruleId"] for result in written["runs"][0]["results"]], ["unknown-name"])

    def test_names_with_blanks_and_text_that_looks_like_code_are_only_text(self):
        policies.write(self.workspace / "our $(touch oops) policies", good=policies.good)
        run = self.run_action(paths="our $(touch oops) policies\n", catalog="builtin:guide")
        self.assertFalse(run.failed, run.log)
        self.assertFalse((self.workspace / "oops").exists())

    def test_without_a_binary_it_is_built_from_the_action_itself(self):
        # `dev` of this clone says what it is asked for; the build itself is tested by every other run of it.
        clone = self.scratch / "action"
        (clone / "build/release").mkdir(parents=True)
        (clone / "action.yml").write_text((root / "action.yml").read_text())
        built = clone / "build/release/select-model"
        (clone / "dev").write_text(f'#!/bin/sh\necho "dev $*" >&2\n[ "$1" != run ] || ln -s {binary} {built}\n')
        (clone / "dev").chmod(0o755)
        policies.write(self.workspace, good=policies.good)
        first = Composite(clone, self.workspace, self.scratch).run()
        self.assertFalse(first.failed, first.log)
        self.assertIn("dev setup run\ndev run --version\n", first.log)
        again = Composite(clone, self.workspace, self.scratch).run()
        self.assertIn("dev setup run\n", again.log)
        self.assertNotIn("dev run", again.log)

    def test_the_workflow_in_the_docs_uses_inputs_that_there_are(self):
        blocks = (root / "docs/ci.md").read_text().split("```yaml\n")[1:]
        inputs = yaml.safe_load((root / "action.yml").read_text())["inputs"]
        steps = [step for block in blocks for job in (yaml.safe_load(block.split("```")[0]).get("jobs") or {}).values()
                 for step in job["steps"] if step.get("uses", "").startswith("OWNER/select-model@")]
        self.assertTrue(steps)
        for step in steps:
            self.assertLessEqual(set(step.get("with", {})), set(inputs))


class Scripts(unittest.TestCase):
    def test_shellcheck_has_nothing_to_say(self):
        for step in yaml.safe_load((root / "action.yml").read_text())["runs"]["steps"]:
            if "run" in step:
                # The paths are split at their lines, and patterns are meant to match; the environment is the step's.
                command = ["shellcheck", "--shell", "bash", "--exclude", "SC2206,SC2086,SC2153", "-"]
                script = "set -eo pipefail\n" + step["run"]
                ran = subprocess.run(command, input=script, text=True, capture_output=True)
                self.assertEqual(ran.returncode, 0, ran.stdout)
