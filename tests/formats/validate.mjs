// SARIF against the official schema of 2.1.0, with every place and mend inside its file; JUnit as well-formed XML
// whose counts are right; GitHub's annotations a line each. Over every policy of the tree that has findings.
// usage: node validate.mjs SELECT_MODEL SOURCE_DIR
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { XMLParser, XMLValidator } from "fast-xml-parser";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const ajv = new Ajv({ schemaId: "auto", allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const isSarif = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

const [program, source] = process.argv.slice(2);
const folder = join(source, "tests/spec/errors");
const policies = readdirSync(folder).filter((name) => name.endsWith(".policy"));
let failures = 0;
let results = 0;
let fixes = 0;
let suppressions = 0;

function fail(what, why) {
  ++failures;
  console.error(`${what}: ${typeof why === "string" ? why : JSON.stringify(why, null, 1)}`);
}

function check(args) {
  const run = spawnSync(program, ["check", ...args], { cwd: folder, encoding: "utf8" });
  if (run.error || run.signal) throw run.error ?? new Error(`${args}: ${run.signal}`);
  return run;
}

/// Columns count code points from 1, and may stand behind the last.
function isInside(region, lines) {
  const width = (line) => [...lines[line - 1]].length + 1;
  return (
    region.startLine <= region.endLine &&
    region.endLine <= lines.length &&
    region.startColumn <= width(region.startLine) &&
    region.endColumn <= width(region.endLine) &&
    (region.startLine < region.endLine || region.startColumn <= region.endColumn)
  );
}

function linesOf(uri) {
  if (uri.startsWith("builtin:")) return null;
  return readFileSync(join(folder, decodeURIComponent(uri)), "utf8").replace(/^\uFEFF/, "").split("\n");
}

function validateSarif(what, text) {
  const log = JSON.parse(text);
  if (!isSarif(log)) return fail(what, isSarif.errors);
  const { tool, results: found } = log.runs[0];
  for (const result of found) {
    ++results;
    suppressions += result.suppressions?.length ?? 0;
    if (tool.driver.rules[result.ruleIndex]?.id !== result.ruleId) fail(what, `no rule ${result.ruleId}`);
    for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
      const lines = linesOf(physicalLocation.artifactLocation.uri);
      if (lines && !isInside(physicalLocation.region, lines)) fail(what, physicalLocation);
    }
    for (const fix of result.fixes ?? []) {
      ++fixes;
      for (const { artifactLocation, replacements } of fix.artifactChanges) {
        const lines = linesOf(artifactLocation.uri);
        for (const { deletedRegion } of replacements) {
          if (!isInside(deletedRegion, lines)) fail(what, deletedRegion);
        }
      }
    }
  }
}

function validateJunit(what, text) {
  const valid = XMLValidator.validate(text);
  if (valid !== true) return fail(what, valid);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "testcase" });
  const suite = parser.parse(text).testsuites.testsuite;
  const cases = suite.testcase ?? [];
  const failed = cases.filter((one) => one.failure !== undefined).length;
  if (Number(suite["@_tests"]) !== cases.length || Number(suite["@_failures"]) !== failed)
    fail(what, "the counts are wrong");
}

function validateGithub(what, text) {
  for (const line of text.split("\n").filter(Boolean)) {
    if (!/^::(error|warning|notice) (file=[^,:]+,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=[a-z-]+::/.test(line))
      fail(what, line);
  }
}

for (const policy of policies) {
  validateSarif(`${policy} as sarif`, check([policy, "--format", "sarif"]).stdout);
  validateJunit(`${policy} as junit`, check([policy, "--format", "junit", "--strict"]).stdout);
  validateGithub(`${policy} as github`, check([policy, "--format", "github"]).stdout);
}
validateSarif("all as sarif", check([".", "--format", "sarif", "--catalog", "layers/catalog.yaml"]).stdout);

console.log(`${policies.length} policies, ${results} results, ${fixes} fixes, ${suppressions} suppressions: ${failures} failures`);
// A run that sees nothing proves nothing.
process.exit(failures === 0 && policies.length > 50 && results > 300 && fixes > 10 && suppressions > 0 ? 0 : 1);
