import json
import os
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import yaml

import policies
from policies import binary, root


class GitLab(unittest.TestCase):
    """The script of the job in docs/ci.md, and the reports that it promises."""

    def setUp(self):
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.project = Path(held.name)
        blocks = (root / "docs/ci.md").read_text().split("```yaml\n")[1:]
        jobs = [yaml.safe_load(block.split("```")[0]) for block in blocks]
        [self.job] = [job["policies"] for job in jobs if "script" in job.get("policies", {})]

    def run_job(self, **written):
        policies.write(self.project / "policies", **written)
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(self.job["script"])], cwd=self.project, text=True,
            env={**os.environ, "PATH": f"{binary.parent}:{os.environ['PATH']}"}, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def reports(self):
        named = self.job["artifacts"]["reports"]
        quality = json.loads((self.project / named["codequality"]).read_text())
        tests = ElementTree.parse(self.project / named["junit"]).getroot()
        coverage = ElementTree.parse(self.project / named["coverage_report"]["path"]).getroot()
        return quality, tests, coverage

    def test_a_good_policy_passes(self):
        ran = self.run_job(good=policies.good)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        quality, tests, coverage = self.reports()
        # The analysis shows how a budget can be too small: a warning, which fails nothing.
        self.assertEqual({finding["severity"] for finding in quality}, {"minor"})
        self.assertEqual(len(list(tests.iter("testcase"))), 2)
        self.assertEqual(len(list(tests.iter("failure"))), 0)
        self.assertEqual(coverage.tag, "coverage")

    def test_a_mistake_is_in_the_report_of_code_quality(self):
        ran = self.run_job(good=policies.good, bad=policies.unguarded)
        self.assertEqual(ran.returncode, 2, ran.stdout)
        line = policies.line_of(policies.unguarded, "must affordable")
        quality, _, _ = self.reports()
        self.assertTrue(quality)
        self.assertEqual(quality[0]["check_name"], "unguarded-optional")
        self.assertEqual(quality[0]["location"], {"path": "policies/bad.policy", "lines": {"begin": line}})
        self.assertEqual(quality[0]["severity"], "critical")
        fingerprints = [finding["fingerprint"] for finding in quality]
        self.assertEqual(len(set(fingerprints)), len(fingerprints))

    def test_a_failed_test_is_in_the_report_of_tests(self):
        ran = self.run_job(bad=policies.failing)
        self.assertEqual(ran.returncode, 1, ran.stdout)
        _, tests, _ = self.reports()
        failed = [case.get("name") for case in tests.iter("testcase") if case.find("failure") is not None]
        self.assertEqual(failed, ["other languages"])

    def test_a_format_of_ones_own_fails(self):
        self.assertEqual(self.run_job(wide=policies.unformatted).returncode, 1)


if __name__ == "__main__":
    unittest.main()
