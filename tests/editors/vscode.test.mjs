// What editors/vscode gives to VS Code besides the grammar.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {root, tokenise} from './tokenise.mjs';
import {source} from './vocabulary.mjs';

const folder = 'editors/vscode';
const read = (name) => JSON.parse(source(join(folder, name)));
const {contributes} = read('package.json');
const configuration = read('language-configuration.json');
const scratch = mkdtempSync(join(tmpdir(), 'select-model-vscode-'));
process.on('exit', () => rmSync(scratch, {recursive: true}));

const binary = process.env.SELECT_MODEL ?? join(root, 'build/release/select-model');
function select_model(text, command, ...options) {
  writeFileSync(join(scratch, 'it.policy'), text);
  const ran = spawnSync(binary, [command, 'it.policy', ...options], {cwd: scratch, encoding: 'utf8'});
  assert.equal(ran.error, undefined);
  return {status: ran.status, text: ran.stdout + ran.stderr, stdout: ran.stdout};
}

test('every file that the extension names is there', () => {
  const paths = [...contributes.languages.map((language) => language.configuration), ...contributes.grammars.map((grammar) => grammar.path),
    ...contributes.snippets.map((snippets) => snippets.path)];
  assert.equal(paths.length, 3);
  for (const path of paths) assert.ok(existsSync(join(root, folder, path)), path);
  assert.equal(read('policy.tmLanguage.json').scopeName, contributes.grammars[0].scopeName);
});

const word = new RegExp(configuration.wordPattern, 'g');
for (const [text, ...wanted] of [
  ['data_privacy != air-gapped', 'data_privacy', 'air-gapped'], ['a - b', 'a', 'b'], ['-> llama-3.1-70b, gpt-4o@azure/eu', 'llama-3.1-70b', 'gpt-4o@azure/eu'],
  ['model.context_window', 'model', 'context_window'], ['<= $0.005', '$0.005'], ['85% 1.5min 10_000', '85%', '1.5min', '10_000'], ['{a,b}', 'a', 'b'],
]) {
  test(`the words of ${text}`, () => assert.deepEqual(text.match(word), wanted));
}

const {increaseIndentPattern: more, decreaseIndentPattern: less, indentNextLinePattern: next} = configuration.indentationRules;
for (const [line, ...wanted] of [
  ['choose "Which {one}?" {', more], ['  a when b in {c} {  # nested', more], ['let a = max(', more], ['}', less], ['  )', less], ['must a when b:', next],
  ['should a:  # why', next], ['must a: b'], ['ask a: one of {b, c}'], ['# {'], ['must a: b because "{"'], ['  given a = b'], ['prove "it holds":', next],
]) {
  test(`the indentation after ${line}`, () =>
    assert.deepEqual([more, less, next].filter((pattern) => new RegExp(pattern).test(line)), wanted));
}

/// A snippet with its placeholders as they stand.
function expanded({body}) {
  let text = [body].flat().join('\n');
  for (let before; before !== text; ) {
    before = text;
    text = text.replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1').replace(/\$\{\d+:((?:[^{}\\]|\\.|\{[^${}]*\})*)\}/g, '$1');
  }
  return text.replaceAll('$$', '$').replace(/\\([}$])/g, '$1');
}
const snippets = read('snippets.json');

test('the first snippet is a policy without a mistake whose test passes', () => {
  const text = expanded(snippets['A whole policy']);
  assert.deepEqual(select_model(text, 'check').status, 0, text);
  assert.deepEqual(select_model(text, 'test').status, 0, text);
});

for (const [name, snippet] of Object.entries(snippets)) {
  if (name === 'A whole policy') continue;
  test(`the snippet ${name} is in the grammar`, () => {
    const written = expanded(snippet);
    const text = 'policy p language 1\n' + (name === 'branch' ? `choose { ${written}\n otherwise last -> any }` : written);
    assert.doesNotMatch(select_model(text, 'check').text, /error\[syntax\]/, text);
    for (const token of tokenise(text).flat()) assert.doesNotMatch(token.scopes, /invalid/, text);
  });
}

test('the problem matcher finds what the JSON says', () => {
  const text = 'policy p language 1\nask a: duration, default 2\n# ümläut\nmust b: c and model.tft > 1s\nrank by weight { maximize model.ttft }\n';
  const [{pattern: [head, place]}] = contributes.problemMatchers;
  const lines = select_model(text, 'check', '--color', 'never').text.split('\n');
  const found = lines.flatMap((line, index) => {
    const first = line.match(new RegExp(head.regexp));
    const second = first && lines[index + 1].match(new RegExp(place.regexp));
    return second ? [{severity: first[head.severity], code: first[head.code], message: first[head.message], file: second[place.file],
      line: +second[place.line], column: +second[place.column]}] : [];
  });
  const {diagnostics} = JSON.parse(select_model(text, 'check', '--format', 'json').stdout);
  assert.ok(diagnostics.length >= 3);
  assert.deepEqual(found, diagnostics.map(({severity, code, message, file, line, column}) => ({severity, code, message, file, line, column})));
});
