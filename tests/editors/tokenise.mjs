// The grammar of editors/textmate as VS Code runs it, and the words of a policy as section 2 of the language has them:
// two readings of a text that know nothing of each other.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const path = join(root, 'editors/textmate/policy.tmLanguage.json');

async function loadGrammar() {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, 'utf8'), path),
  });
  return registry.loadGrammar('source.policy');
}
const grammar = await loadGrammar();

/// A list of {begin, end, scopes} for each line; `scopes` is one string, the outermost first.
export function tokenise(text) {
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const read = grammar.tokenizeLine(line, state);
    state = read.ruleStack;
    return read.tokens.map((token) => ({begin: token.startIndex, end: token.endIndex, scopes: token.scopes.join(' ')}));
  });
}

const name = '[A-Za-z](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9]))*';
const model = '[A-Za-z](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9])|\\.(?=[0-9]))*';
const kinds = [
  ['blank', '\\s+'],
  ['comment', '#.*'],
  ['text', '"(?:\\\\.|[^"\\\\])*"'],
  ['model', `${model}@${model}(?:/${model})?|(?:${name})\\.(?=[0-9])(?:[A-Za-z0-9_.]|-(?=[A-Za-z0-9]))*`],
  ['name', name],
  ['date', '[0-9]{4}-[0-9]{2}-[0-9]{2}'],
  ['money', '\\$[0-9][0-9_.]*[KMB]?'],
  ['percent', '[0-9][0-9_.]*%'],
  ['duration', '[0-9][0-9_.]*(?:ms|s|min|h|d)\\b'],
  ['number', '[0-9][0-9_.]*[KMB]?'],
  ['symbol', '->|==|!=|<=|>=|\\?\\?|[-<>=+*/(){},:.]'],
];
const lexeme = new RegExp(kinds.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'y');

/// A list of {kind, text, line, begin, end}, lines from 0.
export function words(text) {
  return text.split(/\r?\n/).flatMap((source, line) => {
    const found = [];
    lexeme.lastIndex = 0;
    while (lexeme.lastIndex < source.length) {
      const begin = lexeme.lastIndex;
      const match = lexeme.exec(source);
      if (!match) throw new Error(`line ${line + 1}: no word at \`${source.slice(begin)}\``);
      const [kind, written] = Object.entries(match.groups).find(([, value]) => value !== undefined);
      if (kind !== 'blank') found.push({kind, text: written, line, begin, end: begin + written.length});
    }
    return found;
  });
}
