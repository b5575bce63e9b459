// The schemas that select-model prints, against everything in this tree that they speak of.
//
//   node validate.mjs BINARY FOLDER-WITH-NODE_MODULES
//
// What a case must be is what its `expect.json` says of the exit code; what no schema can say is listed here by name.
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { catalogues, documents, stray, strayCatalogue } from './agreement.mjs'

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const root = path.resolve(here, '../..')
const binary = path.resolve(process.argv[2])
const answersPolicy = path.join(here, 'answers.policy')
const require = createRequire(path.resolve(process.argv[3], 'package.json'))
const Ajv = require('ajv/dist/2020').default
const addFormats = require('ajv-formats').default
const YAML = require('yaml')

// --- What a schema cannot say

const beyondRequirements = {
  a_day_after_the_range: 'a schema knows no order of dates',
  a_key_given_twice_in_json: 'JSON that was read holds a key once',
  an_error_in_set_is_reported: 'the mistake is on the command line',
  half_a_millionth: '`multipleOf` is at odds with floating point: 0.07 is no multiple of 0.000001 to most validators',
}
const beyondCatalogues = {
  an_offer_without_hosting: 'it may stand on the model, or in a catalogue below',
  two_models_with_one_offer: 'a schema cannot compare the items of a list by a key',
  two_offers_with_one_id: 'a schema cannot compare the items of a list by a key',
}

// --- Validating

const counts = {}
const failures = []
const count = (what) => (counts[what] = (counts[what] ?? 0) + 1)
function expect(holds, what, detail) {
  count(what)
  if (!holds) failures.push(`${what}: ${detail}`)
}

function validator(schema) {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: true, strictRequired: false, allErrors: true })
  addFormats(ajv)
  const validate = ajv.compile(schema)
  return (data) => (validate(data) ? null : ajv.errorsText(validate.errors))
}

const run = (args, cwd = root) => spawnSync(binary, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
const print = (...args) => JSON.parse(execFileSync(binary, ['schema', ...args], { encoding: 'utf8' }))

/// Every object closed: what the schema does not speak of is then a mistake.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  if (copy.properties && copy.required) copy.additionalProperties ??= false
  return copy
}

const catalog = validator(print('catalog'))
const decision = validator(print('decision'))
const closedDecision = validator({ ...closed(print('decision')), $id: 'closed' })
const requirementSchemas = new Map()
/// Nothing where the policy has mistakes of its own.
function requirementsOf(policy) {
  if (!requirementSchemas.has(policy)) {
    const printed = run(['schema', 'requirements', policy])
    requirementSchemas.set(policy, printed.status === 0 ? validator(JSON.parse(printed.stdout)) : null)
  }
  return requirementSchemas.get(policy)
}

/// What a file holds; undefined where it is no YAML or JSON at all.
function parse(file) {
  try {
    const text = fs.readFileSync(file, 'utf8')
    return file.endsWith('.json') ? JSON.parse(text) : YAML.parse(text, { version: '1.2', maxAliasCount: 100000, logLevel: 'error' })
  } catch {
    return undefined
  }
}

// --- What a command line names

function understand(args, folder) {
  const named = { catalogs: [], rest: [], decides: true }
  if (['check', 'test', 'explain', 'tree', 'schema', 'fmt', 'diff'].includes(args[0])) named.decides = false
  for (let i = 0; i < args.length; ++i) {
    const next = () => args[++i]
    if (args[i] === '--policy') named.policy = next()
    else if (args[i] === '--catalog') named.catalogs.push(next())
    else if (args[i] === '--format') named.format = next()
    else if (['--set', '--today', '--top', '-o', '--requirements'].includes(args[i])) named.rest.push(args[i], next())
    else if (args[i].startsWith('-')) named.rest.push(args[i])
    else if (named.decides && !named.requirements) named.requirements = args[i]
  }
  const at = (file) => (file.startsWith('builtin:') ? file : path.resolve(folder, file))
  const file = named.requirements && named.requirements !== '-' ? at(named.requirements) : undefined
  const answers = file && fs.existsSync(file) && fs.statSync(file).isFile() ? parse(file) : undefined
  const beside = (name) => (name.startsWith('builtin:') ? name : path.resolve(path.dirname(file), name))
  const own = (key) => (answers && typeof answers === 'object' && answers[key] ? [answers[key]].flat().map(String) : [])
  return {
    ...named,
    file,
    answers,
    policy: named.policy ? at(named.policy) : (own('policy').map(beside)[0] ?? 'builtin:guide'),
    catalogs: (named.catalogs.length ? named.catalogs.map(at) : own('catalog').map(beside)).filter((name) => !name.startsWith('builtin:')),
  }
}

// --- The cases

function checkDecision(args, folder, name) {
  const printed = run(args, folder)
  if (printed.status === 2) return
  const data = JSON.parse(printed.stdout)
  const problem = decision(data) ?? closedDecision(data)
  expect(problem === null, 'decisions that validate', `${name}: ${problem}`)
}

function checkFiles(named, folder, name, valid, beyond) {
  if (named.file && named.answers !== undefined) {
    const validate = requirementsOf(named.policy)
    const problem = validate?.(named.answers)
    if (beyond.beyondRequirements) expect(problem === null, 'requirements that no schema can refuse', `${name}: it does`)
    if (validate && valid) expect(problem === null, 'requirements that must validate', `${name}: ${problem}`)
    if (validate && !valid && beyond.requirements) expect(problem !== null, 'requirements that must not', name)
  }
  for (const file of named.catalogs) {
    const data = fs.existsSync(file) && fs.statSync(file).isFile() ? parse(file) : undefined
    if (data === undefined) continue
    const problem = catalog(data)
    if (beyond.beyondCatalogues) expect(problem === null, 'catalogues that no schema can refuse', `${name}: it does`)
    if (valid) expect(problem === null, 'catalogues that must validate', `${name}: ${path.basename(file)}: ${problem}`)
    if (!valid && beyond.catalogs) expect(problem !== null, 'catalogues that must not', name)
  }
}

function checkCase(folder) {
  const name = path.relative(path.join(root, 'tests/spec'), folder)
  const [feature, title] = name.split(path.sep)
  const command = path.join(folder, 'command')
  const there = (file) => fs.existsSync(path.join(folder, file))
  const args = fs.existsSync(command)
    ? fs.readFileSync(command, 'utf8').split('\n').slice(0, -1)
    : [
        ...(there('requirements.yaml') ? ['requirements.yaml'] : []),
        ...(there('policy.policy') ? ['--policy', 'policy.policy'] : []),
        ...(there('catalog.yaml') ? ['--catalog', 'catalog.yaml'] : []),
        '--format',
        'json',
      ]
  const expected = JSON.parse(fs.readFileSync(path.join(folder, 'expect.json'), 'utf8')).exit
  const named = understand(args, folder)
  const valid = expected !== 2
  const beyond = {
    requirements: feature === 'requirement_errors' && !(title in beyondRequirements),
    catalogs: feature === 'catalogue_errors' && !(title in beyondCatalogues),
    beyondRequirements: feature === 'requirement_errors' && title in beyondRequirements,
    beyondCatalogues: feature === 'catalogue_errors' && title in beyondCatalogues,
  }
  if (beyond.requirements && named.answers === undefined) return count('requirements that are no YAML')
  if (beyond.catalogs && named.catalogs.some((file) => parse(file) === undefined)) return count('catalogues that are no YAML')
  checkFiles(named, folder, name, valid, beyond)
  if (valid && named.decides && named.requirements) {
    const decide = [...args]
    const at = decide.indexOf('--format')
    if (at >= 0) decide.splice(at, 2)
    checkDecision([...decide, '--format', 'json'].filter((word, i, all) => word !== '-o' && all[i - 1] !== '-o'), folder, name)
  }
}

function checkExample(file) {
  const folder = path.dirname(file)
  const name = path.relative(root, file)
  checkFiles(understand([file], folder), folder, name, true, {})
  checkDecision([file, '--format', 'json'], folder, name)
}

/// What the reader says of each document, several at a time: `{accepted, message}`.
async function ask(items, argumentsOf) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'select-model-schema-'))
  const answers = new Array(items.length)
  let next = 0
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const file = path.join(folder, `${i}.json`)
      fs.writeFileSync(file, JSON.stringify(items[i]))
      answers[i] = await new Promise((resolve) =>
        execFile(binary, argumentsOf(file, folder), (error, _, message) => resolve({ accepted: error?.code !== 2, message })),
      )
    }
  }
  fs.writeFileSync(path.join(folder, 'answers.policy'), fs.readFileSync(answersPolicy))
  fs.writeFileSync(path.join(folder, 'nothing.json'), '{"models": []}')
  fs.writeFileSync(path.join(folder, 'unanswered.json'), '{}')
  await Promise.all(Array.from({ length: 2 * os.cpus().length }, worker))
  fs.rmSync(folder, { recursive: true })
  return answers
}

/// Asked of both, the schema and the reader. `strayOf` gives the reason for which the reader may refuse more.
async function checkAgreement(what, items, validate, argumentsOf, strayOf) {
  const answers = await ask(items, argumentsOf)
  let strays = 0
  items.forEach((document, i) => {
    const { accepted, message } = answers[i]
    const problem = validate(document)
    const agree = accepted === (problem === null)
    if (!agree && !accepted && strayOf(document, message)) return ++strays
    expect(agree, `${what} on which schema and reader agree`, `${JSON.stringify(document)}: the schema: ${problem ?? 'takes it'}; the reader: ${message.split('\n')[0] || 'takes it'}`)
  })
  counts[`${what} that the schema takes and the reader does not, for a reason that agreement.mjs gives`] = strays
}

function find(folder, name) {
  return fs.readdirSync(folder, { recursive: true }).filter((file) => path.basename(file) === name).map((file) => path.join(folder, file)).sort()
}

for (const file of find(path.join(root, 'tests/spec'), 'expect.json')) checkCase(path.dirname(file))
for (const file of find(path.join(root, 'examples'), 'requirements.yaml')) checkExample(file)
const guide = catalog(parse(path.join(root, 'catalog/builtin/guide.yaml')))
expect(guide === null, 'catalogues that must validate', `the built-in one: ${guide}`)
const plain = (items) => JSON.parse(JSON.stringify([...items]))
await checkAgreement('answers', plain(documents()), requirementsOf(answersPolicy),
  (file, folder) => [file, '--policy', answersPolicy, '--catalog', path.join(folder, 'nothing.json')], stray)
await checkAgreement('catalogues', plain(catalogues()), catalog,
  (file, folder) => [path.join(folder, 'unanswered.json'), '--policy', answersPolicy, '--catalog', file], strayCatalogue)

for (const [what, number] of Object.entries(counts).sort()) console.log(`${String(number).padStart(6)} ${what}`)
for (const failure of failures.slice(0, 50)) console.error(`FAILED ${failure}`)
if (failures.length > 0) console.error(`${failures.length} failed`)
process.exit(failures.length > 0 ? 1 : 0)
