/** Finds where a Korean noun ends inside an 어절: every place after which only particles and forms of 이다 stand. */
import {
  actionNouns,
  copulaClosings,
  copulaFused,
  copulaOpen,
  copulaOpenBare,
  copulaShrunk,
  innerParticles,
  neverBare,
  outerParticles,
  type Sound,
  wholeNouns,
} from './endings.ts'

/** A cut that stands for any word before it. */
export const cutPlain = 1
/** A cut before 하고: the particle after a thing, the verb after an action (`isAction`). */
export const cutBeforeHago = 2

/** Units that a chain may have; no real one has half of it, and a text of nothing but particles must stay cheap. */
const longestChain = 24

/**
 * Writes into `cuts` (room for `to - from + 1` or more) what a cut at each length is: `cuts[n]` is `cutPlain` where the first `n` units are a noun
 * and the rest a chain of particles that agrees with its last sound, `cutBeforeHago` where only 하고 makes it so, else 0.
 * The whole 어절 is always a cut. One pass from the end, no memory taken.
 */
export function findCuts(codes: Uint16Array, from: number, to: number, cuts: Uint8Array): void {
  const length = to - from
  cuts.fill(0, 0, length)
  cuts[length] = cutPlain
  let state = startState
  const least = Math.max(from, to - longestChain - 1)
  for (let at = to - 1; at > least; at--) {
    const code = codes[at] as number
    const letter = code >= 0xac00 && code <= 0xd7a3 ? (letters[code - 0xac00] as number) : 0
    if (letter === 0) break
    state = steps[state * letterCount + letter] as number
    if (state === 0) break
    const accepted = accepts[state] as number
    if (accepted === 0) continue
    const sound = soundOf(codes[at - 1] as number)
    if ((accepted & sound) !== 0) cuts[at - from] = cutPlain
    else if ((accepted & hagoBit) !== 0 && isLetter(codes[at - 1] as number)) cuts[at - from] = cutBeforeHago
  }
  if (length > 1 && mayBeWhole(codes[from] as number)) keepWhole(codes, from, to, cuts)
}

/** True where some chain of particles begins with this unit. */
export function mayBeginChain(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3 && begins[letters[code - 0xac00] as number] === 1
}

/** True for nouns that 하다 makes verbs of, so that 하고 after them is not a particle. */
export function isAction(noun: string): boolean {
  return actionNouns.has(noun)
}

const sounds: readonly Sound[] = ['=', 'C', 'V', 'L', 'K']
const anyBit = 1
const closedBit = 2
const openBit = 4
const openOrRieulBit = 8
const closedNotRieulBit = 16
const hagoBit = 32
const soundBits: Readonly<Record<Sound, number>> = {
  '=': anyBit,
  C: closedBit,
  V: openBit,
  L: openOrRieulBit,
  K: closedNotRieulBit,
}

/** The sounds that the last unit of a noun satisfies; Latin letters and digits are read in many ways, so they satisfy all. */
export function soundOf(code: number): number {
  if (code >= 0xac00 && code <= 0xd7a3) {
    const final = (code - 0xac00) % 28
    if (final === 0) return anyBit | openBit | openOrRieulBit
    return anyBit | closedBit | (final === 8 ? openOrRieulBit : closedNotRieulBit)
  }
  return isLetter(code) ? anyBit | closedBit | openBit | openOrRieulBit | closedNotRieulBit : 0
}

function isLetter(code: number): boolean {
  return code >= 0x30 && !(code >= 0x3131 && code <= 0x318e)
}

type Node = { readonly to: Map<number, Set<Node>>; accept: number }
type Asked = ReadonlyMap<Sound, Node>

const letters = new Uint8Array(11172)
const { steps, accepts, letterCount, startState } = build()
/** By letter: 1 where an accepted chain, read from its end, ends with it. */
const begins = Uint8Array.from({ length: letterCount }, (_, letter) =>
  accepts.some((_, state) => accepts[steps[state * letterCount + letter] as number] !== 0) ? 1 : 0,
)

/**
 * Builds the automaton that reads an 어절 from its end. It first is a net of nodes, one path a morpheme, where the node
 * behind a morpheme remembers the sound that it asks of what stands before it; sets of nodes then become states.
 */
function build(): { steps: Uint16Array; accepts: Uint8Array; letterCount: number; startState: number } {
  const begin = node()
  const asked = askedNodes()
  addClosings(begin, asked)
  addInner(begin, asked)
  for (const sound of sounds) addInner(asked.get(sound) as Node, asked, sound)
  return determinise(begin)
}

function node(): Node {
  return { to: new Map(), accept: 0 }
}

/** One node for each sound asked: behind it may stand the noun itself, or an inner particle that ends in that sound. */
function askedNodes(): Asked {
  return new Map(sounds.map(sound => [sound, { to: new Map(), accept: soundBits[sound] }]))
}

/** Everything that may end a chain: closing particles and the forms of 이다. */
function addClosings(begin: Node, asked: Asked): void {
  for (const sound of sounds) {
    for (const morpheme of outerParticles[sound]) addPath(begin, morpheme, asked.get(sound) as Node)
  }
  const any = asked.get('=') as Node
  const open = asked.get('V') as Node
  for (const ending of copulaClosings) {
    addPath(begin, `이${ending}`, any)
    if (!neverBare.has(ending) && !ending.startsWith('었')) addPath(begin, ending, open)
    if (ending.startsWith('었')) {
      addPath(begin, `였${ending.slice(1)}`, open)
      addPath(begin, `이였${ending.slice(1)}`, any)
      addPath(begin, `이셨${ending.slice(1)}`, any)
    }
  }
  for (const form of copulaFused) if (!/었$|였$|셨$/.test(form)) addPath(begin, form, any)
  for (const form of copulaShrunk) if (form !== '였' && form !== '옜') addPath(begin, form, open)
  for (const form of copulaOpen) addPath(begin, form, any)
  for (const form of copulaOpenBare) addPath(begin, form, open)
  addTailedCopula(begin, any, open)
}

/** Forms of 이다 with a particle behind them: 이라고도, 라는데, 이기까지. */
function addTailedCopula(begin: Node, any: Node, open: Node): void {
  const tails = [
    '도',
    '는',
    '만',
    '까지',
    '요',
    '데',
    '데요',
    '게',
    '거',
    '건',
    '것',
    '걸',
    '점',
    '말',
    '소리',
    '식',
    '지',
    '해',
    '한',
    '하는',
    '합니다',
    '해서',
    '했다',
    '하던데',
    '해요',
    '하네요',
    '하니',
    '하면',
    '하고',
    '할',
  ]
  for (const tail of tails) {
    for (const form of ['이라고', '이라는', '이라', '이기', '이지'])
      if (joinsTail(form, tail)) addPath(begin, form + tail, any)
    for (const form of ['라고', '라는']) if (joinsTail(form, tail)) addPath(begin, form + tail, open)
  }
}

function joinsTail(form: string, tail: string): boolean {
  if (form.endsWith('라는')) return /^(데|데요|게|거|건|것|걸|점|말|소리|식|지)$/.test(tail)
  if (form.endsWith('라고')) return !/^(데|데요|게|거|건|것|걸|점|말|소리|식|지)$/.test(tail)
  if (form === '이라') return /^(는|만)$/.test(tail)
  return /^(도|는|만|까지|요)$/.test(tail)
}

/** Inner particles may stand before a node, where their last sound is the one it asks for; and again before each other. */
function addInner(before: Node, asked: Asked, askedSound: Sound = '='): void {
  for (const sound of sounds) {
    for (const morpheme of innerParticles[sound]) {
      if ((soundOf(morpheme.charCodeAt(morpheme.length - 1)) & soundBits[askedSound]) === 0) continue
      if (morpheme === '하고') addHago(before)
      else addPath(before, morpheme, asked.get(sound) as Node)
    }
  }
  const plural = node()
  plural.accept = anyBit
  if ((soundOf('들'.charCodeAt(0)) & soundBits[askedSound]) !== 0) addPath(before, '들', plural)
}

function addHago(before: Node): void {
  const end = node()
  end.accept = hagoBit
  addPath(before, '하고', end)
}

/** Adds the path that reads `morpheme` from its end and comes to `end`. */
function addPath(from: Node, morpheme: string, end: Node): void {
  let here = from
  for (let at = morpheme.length - 1; at >= 0; at--) {
    const code = morpheme.charCodeAt(at)
    if (code < 0xac00 || code > 0xd7a3) return
    const next = at === 0 ? end : node()
    const known = here.to.get(code)
    if (known === undefined) here.to.set(code, new Set([next]))
    else known.add(next)
    here = next
  }
}

/** Turns the net into tables: state 0 is the dead end, letter 0 is every syllable that no morpheme holds. */
function determinise(begin: Node): {
  steps: Uint16Array
  accepts: Uint8Array
  letterCount: number
  startState: number
} {
  const numbers = new Map<Node, number>()
  const states = new Map<string, number>()
  const sets: Node[][] = [[], [begin]]
  const rows: Map<number, number>[] = [new Map(), new Map()]
  numbers.set(begin, 1)
  let count = 0
  for (let state = 1; state < sets.length; state++) {
    const targets = new Map<number, Set<Node>>()
    for (const one of sets[state] as Node[]) {
      for (const [code, nexts] of one.to) {
        const gathered = targets.get(code) ?? new Set()
        for (const next of nexts) gathered.add(next)
        targets.set(code, gathered)
      }
    }
    for (const [code, gathered] of targets) {
      if (letters[code - 0xac00] === 0) letters[code - 0xac00] = ++count
      for (const one of gathered) if (!numbers.has(one)) numbers.set(one, numbers.size + 1)
      const key = [...gathered]
        .map(one => numbers.get(one) as number)
        .sort((a, b) => a - b)
        .join()
      let target = states.get(key)
      if (target === undefined) {
        target = sets.length
        states.set(key, target)
        sets.push([...gathered])
        rows.push(new Map())
      }
      ;(rows[state] as Map<number, number>).set(letters[code - 0xac00] as number, target)
    }
  }
  const width = count + 1
  const table = new Uint16Array(sets.length * width)
  for (const [state, row] of rows.entries()) for (const [letter, target] of row) table[state * width + letter] = target
  const accepted = Uint8Array.from(sets, set => set.reduce((bits, one) => bits | one.accept, 0))
  return { steps: table, accepts: accepted, letterCount: width, startState: 1 }
}

/** Nouns never cut inside, by their first syllable. */
const wholeByFirst = gatherWhole()

function gatherWhole(): Map<number, readonly string[]> {
  const byFirst = new Map<number, string[]>()
  for (const noun of wholeNouns) {
    const first = noun.charCodeAt(0)
    byFirst.set(first, [...(byFirst.get(first) ?? []), noun])
  }
  return byFirst
}

const firstOfWhole = Uint8Array.from({ length: 11172 }, (_, order) => (wholeByFirst.has(order + 0xac00) ? 1 : 0))

function mayBeWhole(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3 && firstOfWhole[code - 0xac00] === 1
}

/** Takes back the cuts inside a noun of the list, where that noun with its own particles is a reading too. */
function keepWhole(codes: Uint16Array, from: number, to: number, cuts: Uint8Array): void {
  for (const noun of wholeByFirst.get(codes[from] as number) ?? []) {
    if (from + noun.length > to || cuts[noun.length] === 0) continue
    let at = 1
    while (at < noun.length && codes[from + at] === noun.charCodeAt(at)) at++
    if (at === noun.length) cuts.fill(0, 0, noun.length)
  }
}
