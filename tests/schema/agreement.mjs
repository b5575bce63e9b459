// Answers in each of their spellings, right and wrong: the schema and the reader must agree on every one.
// `strays`: where they may not, and why.

const numbers = [0, 1, -1, 2, 2.5, 2.6, 0.5, 1e3, 1e-7, 0.000001, 1500, 10000000, 10000001]
const scalars = [
  true, false, null, '', 'true', 'yes', 'x', [], {}, [1], ['soc2'], ['soc2', 'hipaa'], ['soc2', 'soc2'], ['3'], [3], ['x'],
  [null], ['soc2', null], { soc2: true }, 'soc2', 'chat', 'c++', 'true', '2', '3', 'Chat', [[]], [{}],
]
const texts = [
  '1', '-1', '+1', '0', '1.0', '1.5', '.5', '5.', '1_500', '1__500', '_1', '1_', '8K', '1.5K', '1.0005K', '1.5M', '2B', '8k', '8X', '10_000_001',
  '1e3', '1E3', '1e+3', '1e-3', '1e', '85%', '85.5%', '0.85', '100%', '101%', '-1%', '0.0001%', '0.00001%', '00.5', '1.0000001',
  '0.000001', '0.0000001', '0%', '100.0%', '1.00', '12%',
  '$1', '-$1', '$0.01', '$1_000', '$0.000000001', '$0.0000000001', '$', '$ 1', '1$', '$1K', '$100', '$0', '0.01', '1 $', '$1s',
  '3s', '3 s', '300ms', '1.5min', '1h', '30d', '0.5ms', '1.0ms', '0.0005s', '0.001s', '3sec', '3', '-3s', 's', '3S', '1m', '1ms', '1e3ms', '0s', '3  s', ' 3s', '3s ',
  '8 tokens', '8tokens', '8K tokens', '1 token', '8 token s', '0.5 tokens', '8K tokens ',
  '$2.50/1M', '$2.50 / 1M tokens', '$1/token', '$1/tokens', '$1/', '$1/0', '$1/s', '$5 / h', '80/s', '80 tokens/s', '80 / min', '80tokens/s', '80/x', '$1/1K', '/s', '80/1s',
  '2026-04-01', '2026-02-30', '2024-02-29', '2026-13-01', '2026-4-1', '20260401', '0001-01-01', '0000-01-01', '2026-04-01T00:00:00Z', '9999-12-31',
]

const quantities = [
  'number', 'between', 'count', 'ratio', 'tokens', 'money', 'duration', 'any_duration', 'date', 'price', 'rate', 'requests', 'spend',
]
const others = ['bool', 'text', 'name', 'set', 'odd', 'duration_s']
const spelled = ['duration_ms', 'duration_min', 'any_duration_ms', 'any_duration_s', 'any_duration_min', 'money_usd']
const wrong = ['ratio_ms', 'duration_usd', 'money_s', 'tokens_ms', 'colour', 'policy_ms']

export function* documents() {
  for (const key of quantities) {
    for (const value of [...numbers, ...scalars.slice(0, 12), ...texts]) yield { [key]: value }
  }
  for (const key of others) {
    for (const value of [...numbers.slice(0, 5), ...scalars, '8K', '3s', '80/s', '2026-04-01']) yield { [key]: value }
  }
  // A bare number, whatever it counts.
  for (const key of spelled) {
    for (const value of [...numbers, ...scalars.slice(0, 12), ...texts.slice(0, 45), '3s', '$1', '8 tokens', '80/s']) yield { [key]: value }
  }
  for (const key of wrong) yield { [key]: null }
  yield { duration: '3s', duration_ms: 3000 }
  yield { duration_ms: 3000, duration_min: 1 }
  yield { duration: null, duration_min: null }
  yield { any_duration_s: 3, any_duration: '3s' }
  yield { money: 1, money_usd: 1 }
  yield { duration: '3s', money_usd: 1 }
  yield { policy: 'answers.policy' }
  yield { policy: ['answers.policy'] }
  yield { policy: ['answers.policy', 'answers.policy'] }
  yield { policy: {} }
  yield { policy: '' }
  yield { policy: null, catalog: null }
  yield { catalog: 'builtin:guide' }
  yield { catalog: ['builtin:guide', 'builtin:guide'] }
  yield { catalog: [] }
  yield { catalog: [null] }
  yield { catalog: [[]] }
  yield null
  yield []
  yield 'text'
  yield 3
  yield {}
}

const bounded = new Set(['between', 'tokens', 'money', 'duration', 'duration_ms', 'duration_min', 'money_usd'])
const isText = (value) => typeof value === 'string'

/// Where the schema takes what the reader does not; never the other way round.
export function stray(document) {
  const entries = Object.entries(document ?? {})
  if (entries.length !== 1) return null
  const [key, value] = entries[0]
  if (bounded.has(key) && isText(value)) return 'the bounds of a quantity that is written as text'
  if (typeof value === 'number' && !Number.isInteger(value)) return 'the decimals of a number: `multipleOf` is at odds with floating point'
  if (isText(value) && /e[+-]?[0-9]/i.test(value)) return 'what an exponent does to the decimals'
  if (isText(value) && (/(min|h|d|%)$/.test(value) || key.endsWith('_min'))) return 'decimals that a unit multiplies'
  if (value === '$1/0') return 'a division by zero'
  return null
}

// --- Catalogues

const priced = ['$1/1M', '$1 / 1M tokens', '$1', 1, '1/1M', '-$1/1M', null, [], '$1/0']
const facts = {
  name: ['GPT', '', 4, true, null, []],
  developer: ['x', '', 4, null, {}],
  api_model: ['x', '', null],
  hosting: ['api', 'dedicated', 'self-hosted', 'cloud', null, ''],
  open_weights: [true, 'yes', 'true', null, 1],
  status: ['active', 'retired', 'old', null],
  pinned: [false, 'false', null],
  released: ['2026-04-01', '2026-02-30', '2026', 2026, null],
  as_of: ['2026-04-01', null],
  gpus: [1, 0, 1.5, '2', '2K', null, 'x', {}, { count: 1 }, { count: 0 }, { type: 'A100' }, { type: 7, monthly_cost: '$1460', throughput: '500/s' }, { kind: 'x' }, [1]],
  gpu_monthly_cost: ['$1460', 1460, '-$1', null, '1460s'],
  gpu_throughput: ['500/s', '500 tokens/s', 500, null],
  input_price: priced,
  output_price: priced,
  cached_input_price: priced,
  context_window: [128000, '128K', '128K tokens', 1.5, '1.5', -1, '$5', null, '1.5K'],
  max_output: ['8K', null],
  ttft: ['300ms', '0.5ms', 300, '$1', null, '-1s'],
  throughput: ['80/s', '80 tokens/s', '80/ms', 80, '-80/s'],
  strengths: [[], ['a'], 'a', { a: true }, { a: null }, { a: 'yes' }, { '': true }, null, [''], [1], [[]], [null]],
  compliance: [{ soc2: true, hipaa: false }, ['soc2'], true],
  availability: ['99.9%', 0.999, 1.5, '101%', null, '0.0000001'],
  mmlu: ['88.7%', 0.887, 88.7, -0.1, null, '0%'],
  mt_bench: [8.99, 1, 10, 0.5, 11, '9', '11', null],
  quality: ['84%', 0.84, 84, null, { default: '84%', code: 0.6 }, { code: null }, { code: 84 }, [], 'good'],
  price: [null, {}, { input: '$1/1M' }, { inptu: '$1/1M' }, { batch_discount: '50%' }, { batch_discount: 2 }, 'x', [],
    { tiers: [{ above: '200K', input: '$1/1M' }] }, { tiers: [{ input: '$1/1M' }] }, { tiers: [{ above: null }] }, { tiers: null },
    { tiers: [] }, { tiers: {} }, { tiers: [1] }, { tiers: [{ above: 1, x: 1 }] }, { tiers: [{ above: 1, output: null }] }],
  latency: [{ ttft: '1s', throughput: '8/s' }, { ttft: 1 }, null, 1],
  benchmarks: [{ mmlu: '80%', mt_bench: 9 }, { mmlu: 80 }, { arc: '50%' }, null],
  facts: [{ own: 1, other: [1, { x: 2 }] }, { mmlu: '1%' }, { id: 'x' }, null, [], 'x'],
  remove: [false, null, 'x'],
  variant: ['eu', 7, '', null],
  aliases: [['a'], [], null, 'a', [''], [7], [null]],
  colour: ['red', null],
}

export function* catalogues() {
  const offer = { provider: 'acme', hosting: 'api' }
  const of = (model, own = {}) => ({ models: [{ id: 'alpha', ...model, offers: [{ ...offer, ...own }] }] })
  for (const [key, values] of Object.entries(facts)) {
    for (const value of values) {
      yield of({ [key]: value })
      yield of({}, { [key]: value })
    }
  }
  yield of({ mmlu: '80%', benchmarks: { mmlu: '80%' } })
  yield of({ mmlu: '80%', benchmarks: { humaneval: '80%' } })
  yield of({ mmlu: '80%', benchmarks: null })
  yield of({ mmlu: '80%' }, { benchmarks: { mmlu: '80%' } })
  yield of({}, { input_price: '$1/1M', price: { input: '$1/1M' } })
  yield of({ facts: { batch_discount: '50%' }, price: { batch_discount: '50%' } })
  yield of({ facts: { batch_discount: '50%' }, price: { input: '$1/1M' } })
  yield of({ facts: { batch_discount: '50%' }, price: null })
  yield of({ facts: null, price: { batch_discount: '50%' } })
  yield of({ facts: { gpu_type: 'x' }, gpus: { type: 'x' } })
  yield of({ facts: { gpu_type: 'x' }, gpus: 2 })
  yield of({ gpu_monthly_cost: '$1', gpus: { monthly_cost: '$1' } })
  yield of({ gpu_monthly_cost: '$1', gpus: { count: 1 } })
  yield of({ gpu_monthly_cost: '$1', gpus: null })
  yield of({ provider: 'x' })
  yield of({}, { id: 'x' })
  yield of({}, { remove: true, hosting: undefined })
  yield of({}, { remove: true })
  for (const model of [{ id: 'a', remove: true }, { id: 'a', remove: true, mmlu: '1%' }, { id: 'a', remove: true, offers: [] }, { id: '' }, { id: 7 }, { id: null }, {}, 'a', null]) yield { models: [model] }
  for (const offers of [null, [], {}, [null], ['x'], [{ hosting: 'api' }], [{ provider: 7, hosting: 'api' }]]) yield { models: [{ id: 'a', offers }] }
  for (const models of [null, [], {}, 'x']) yield { models }
  for (const head of [{}, { models: [], catalog: 7 }, { models: [], catalog: '' }, { models: [], as_of: '2026-02-30' }, { models: [], source: null }, { models: [], x: 1 }]) yield head
  yield []
  yield null
}

/// Where the schema takes what the reader does not.
export function strayCatalogue(document, message) {
  if (/(has no|needs) `(offers|hosting)`/.test(message)) return 'they may stand in a catalogue below'
  if (/out-of-range/.test(message) && /mt_bench|"0\.0000001"/.test(message + JSON.stringify(document))) return 'the bounds of a quantity that is written as text'
  if (JSON.stringify(document).includes('$1/0')) return 'a division by zero'
  return null
}
