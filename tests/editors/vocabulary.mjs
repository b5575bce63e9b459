// The words that the language has, read from the sources of its parser, so that a new one cannot be forgotten; and the
// policies of this repository that are valid.
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './tokenise.mjs';

export const source = (path) => readFileSync(join(root, path), 'utf8');
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

export const reserved = new Set(all(source('policy/lexer.cpp').match(/reserved_words = \{([^}]*)\}/)[1], /"([a-z]+)"/g));
export const declarations = all(source('policy/grammar.cpp'), /keyword\("([a-z]+)"\)/g);
const types = all(source('policy/token_parsers.cpp'), /TypeWord\{"([a-z]+)"/g);
/// Words of the grammar that are names everywhere else.
export const contextual = new Set(
  [...all(source('policy/grammar.cpp'), /\b(?:word|more)\("([a-z]+)"/g), ...types].filter((word) => !reserved.has(word)));

const invalid = /(^|\/)(errors\/(fail_|layers)|invalid_policies\/|hostile\/)/;
function is_refused(path) {
  try {
    return source(join(path, '../expect.json')).includes('"exit": 2');
  } catch {
    return false;
  }
}
export function valid_policies(...folders) {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), {recursive: true}).map((path) => join(folder, path)))
    .filter((path) => path.endsWith('.policy') && !invalid.test(path) && !is_refused(path));
}
