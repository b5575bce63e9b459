import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import policies
from policies import binary, git, root

configuration = """repos:
- repo: {repository}
  rev: {revision}
  hooks:
  - id: select-model-fmt
  - id: select-model-check
    args: [--catalog, builtin:guide]
  - id: select-model-test
    args: [policies]
"""


class PreCommit(unittest.TestCase):
    """The hooks as pre-commit installs and runs them: in its own clone of a repository with our files."""

    @classmethod
    def setUpClass(cls):
        held = tempfile.TemporaryDirectory()
        cls.addClassCleanup(held.cleanup)
        cls.scratch = Path(held.name)
        cls.hooks = cls.scratch / "hooks"
        listed = git(root, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
        for name in listed:
            if (root / name).exists() and not name.startswith("tests/spec/"):
                (cls.hooks / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / name, cls.hooks / name, follow_symlinks=False)
        git(cls.hooks, "init", "--quiet")
        git(cls.hooks, "add", "--all", "--force")
        git(cls.hooks, "commit", "--quiet", "--message", "hooks")
        cls.environment = {**os.environ, "PRE_COMMIT_HOME": str(cls.scratch / "home"), "PRE_COMMIT_COLOR": "never"}
        cls.user = cls.scratch / "user"
        policies.write(cls.user / "policies", good=policies.good)
        git(cls.user, "init", "--quiet")
        revision = git(cls.hooks, "rev-parse", "HEAD")
        (cls.user / ".pre-commit-config.yaml").write_text(
            configuration.format(repository=f"file://{cls.hooks}", revision=revision))
        git(cls.user, "add", "--all")
        installed = cls.pre_commit("install", "--install-hooks")
        assert installed.returncode == 0, installed.stdout
        # What `dev hook` would build there, so that this takes seconds.
        [clone] = [each.parent for each in (cls.scratch / "home").glob("repo*/.pre-commit-hooks.yaml")]
        cls.built = clone / "build/release/select-model"
        cls.built.parent.mkdir(parents=True)
        cls.built.symlink_to(binary)

    @classmethod
    def pre_commit(cls, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", *arguments], cwd=cls.user, env=cls.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)

    def hook(self, name, text):
        policies.write(self.user / "policies", good=policies.good, ours=text)
        git(self.user, "add", "--all")
        self.addCleanup((self.user / "policies/ours.policy").unlink)
        return self.pre_commit("run", f"select-model-{name}")

    def test_a_good_policy_passes_all_hooks_and_is_committed(self):
        policies.write(self.user / "policies", good=policies.good)
        git(self.user, "add", "--all")
        author = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        ran = subprocess.run(["git", *author, "commit", "--message", "a policy"], cwd=self.user, env=self.environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        self.assertEqual(ran.stdout.count("Passed"), 3, ran.stdout)
        self.assertNotIn("WARNING", ran.stdout)

    def test_a_mistake_is_shown_and_stops_the_commit(self):
        ran = self.hook("check", policies.unguarded)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("error[unguarded-optional]", ran.stdout)
        line = policies.line_of(policies.unguarded, "must affordable")
        self.assertIn(f"policies/ours.policy:{line}:", ran.stdout)
        self.assertIn("exit code: 2", ran.stdout)

    def test_a_failed_test_stops_the_commit(self):
        ran = self.hook("test", policies.failing)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("FAIL  other languages", ran.stdout)

    def test_a_policy_is_formatted_in_place(self):
        ran = self.hook("fmt", policies.unformatted)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("files were modified by this hook", ran.stdout)
        self.assertEqual((self.user / "policies/ours.policy").read_text(), policies.good)
        self.assertEqual(self.pre_commit("run", "select-model-fmt", "--all-files").returncode, 0)
