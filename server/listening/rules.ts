/** Turns queries into flat tables: words and phrases become numbered atoms, rules become nodes, and each rule gets its anchors. */
import { isAction } from '../understanding/index.ts'
import { type Glance, makeGlance, type Waker } from './glance.ts'
import { printQuery } from './query-text.ts'
import type { Filter, Near, Place, Query } from './query-tree.ts'
import { makeTerms, type Terms } from './terms.ts'

export type StandingQuery = { readonly id: string; readonly query: Query }

export const atomNode = 0
export const andNode = 1
export const orNode = 2
export const notNode = 3
export const nearNode = 4
export const filterNode = 5

/** Everything the matcher runs on. Columns by entry hold atom numbers, or -1. */
export type Plan = {
  readonly terms: Terms
  readonly wordAtoms: Int32Array
  readonly surfaceAtoms: Int32Array
  readonly prefixAtoms: Int32Array
  readonly tagAtoms: Int32Array
  readonly handleAtoms: Int32Array
  /** Entries that 하다 makes verbs of. */
  readonly actions: Uint8Array
  /** By length: 1 where some prefix has it. */
  readonly prefixLengths: Uint8Array
  readonly atomCount: number
  /** 1 where the places of an atom matter, since a near/n asks. */
  readonly isPlaced: Uint8Array
  /** 1 where an atom closes a phrase. */
  readonly isLast: Uint8Array
  /** Phrases by their last two atoms: key is `before * atomCount + last`. */
  readonly phrases: ReadonlyMap<number, readonly Phrase[]>
  readonly ops: Uint8Array
  /** The atom, filter or near of a leaf; where the members of the others begin and end in `members`. */
  readonly froms: Uint32Array
  readonly tos: Uint32Array
  readonly members: Uint32Array
  readonly nears: readonly NearAtoms[]
  readonly filters: readonly Filter[]
  /** The root node of each rule. */
  readonly roots: Uint32Array
  /** Rules by anchor atom: those of `a` are `anchored[anchors[a]]` up to `anchored[anchors[a + 1]]`. */
  readonly anchors: Uint32Array
  readonly anchored: Uint32Array
  /** Says of a raw text whether any anchor can stand in it. */
  readonly glance: Glance
  /** Rules that no word can wake: only filters, or only NOT. */
  readonly always: readonly number[]
  /** Which queries a rule stands for, by their place in the list. */
  readonly queriesOf: readonly (readonly number[])[]
}

export type Phrase = { readonly atom: number; readonly parts: readonly number[] }
export type NearAtoms = {
  readonly distance: number
  readonly left: readonly number[]
  readonly right: readonly number[]
}

type Kind = 'word' | 'surface' | 'prefix' | 'tag' | 'handle'

type Sign = Waker | { readonly parts: readonly number[] }

const asOf = { word: 'whole', surface: 'whole', prefix: 'prefix', tag: 'signed', handle: 'signed' } as const

type Build = {
  readonly entries: Map<string, number>
  readonly atomsOf: Record<Kind, Map<number, number>>
  readonly phraseAtoms: Map<string, number>
  readonly phrases: Map<string, Phrase[]>
  readonly uses: number[]
  readonly lengths: number[]
  /** By atom: what stands where it stands; the parts of a phrase are atoms themselves. */
  readonly signs: Sign[]
  readonly placed: Set<number>
  readonly ops: number[]
  readonly froms: number[]
  readonly tos: number[]
  readonly members: number[]
  readonly nears: NearAtoms[]
  readonly filters: Filter[]
  readonly filterNumbers: Map<string, number>
}

/** Equal rules are kept once, however many queries ask them. */
export function planRules(queries: readonly StandingQuery[]): Plan {
  const build = emptyBuild()
  const rules = new Map<string, { root: number; queries: number[] }>()
  for (const [n, { query }] of queries.entries()) {
    const text = printQuery(query)
    const known = rules.get(text)
    if (known === undefined) rules.set(text, { root: addNode(build, query), queries: [n] })
    else known.queries.push(n)
  }
  const list = [...rules.values()]
  return finish(build, list)
}

function emptyBuild(): Build {
  const atomsOf = { word: new Map(), surface: new Map(), prefix: new Map(), tag: new Map(), handle: new Map() }
  return {
    entries: new Map(),
    atomsOf,
    phraseAtoms: new Map(),
    phrases: new Map(),
    uses: [],
    lengths: [],
    signs: [],
    placed: new Set(),
    ops: [],
    froms: [],
    tos: [],
    members: [],
    nears: [],
    filters: [],
    filterNumbers: new Map(),
  }
}

function addNode(build: Build, query: Query): number {
  switch (query.kind) {
    case 'and':
    case 'or': {
      const nodes = query.of.map(member => addNode(build, member))
      const from = build.members.length
      for (const node of nodes) build.members.push(node)
      return pushNode(build, query.kind === 'and' ? andNode : orNode, from, from + nodes.length)
    }
    case 'not': {
      const node = addNode(build, query.of)
      build.members.push(node)
      return pushNode(build, notNode, build.members.length - 1, build.members.length)
    }
    case 'near':
      return pushNode(build, nearNode, addNear(build, query), 0)
    case 'word':
    case 'prefix':
    case 'tag':
    case 'handle':
    case 'phrase': {
      const atom = placeAtom(build, query)
      build.uses[atom] = (build.uses[atom] as number) + 1
      return pushNode(build, atomNode, atom, 0)
    }
    default:
      return pushNode(build, filterNode, filterNumber(build, query), 0)
  }
}

function pushNode(build: Build, op: number, from: number, to: number): number {
  build.ops.push(op)
  build.froms.push(from)
  build.tos.push(to)
  return build.ops.length - 1
}

function addNear(build: Build, near: Near): number {
  const placed = (places: readonly Place[]) =>
    places.map(place => {
      const atom = placeAtom(build, place)
      build.uses[atom] = (build.uses[atom] as number) + 1
      build.placed.add(atom)
      return atom
    })
  build.nears.push({ distance: near.distance, left: placed(near.left), right: placed(near.right) })
  return build.nears.length - 1
}

function filterNumber(build: Build, filter: Filter): number {
  const text = printQuery(filter)
  const known = build.filterNumbers.get(text)
  if (known !== undefined) return known
  build.filters.push(filter)
  build.filterNumbers.set(text, build.filters.length - 1)
  return build.filters.length - 1
}

function placeAtom(build: Build, place: Place): number {
  return place.kind === 'phrase' ? phraseAtom(build, place.words) : termAtom(build, place.kind, place.text)
}

function termAtom(build: Build, kind: Kind, text: string): number {
  let entry = build.entries.get(text)
  if (entry === undefined) {
    entry = build.entries.size
    build.entries.set(text, entry)
  }
  const known = build.atomsOf[kind].get(entry)
  if (known !== undefined) return known
  const atom = newAtom(build, text.length, { text, as: asOf[kind] })
  build.atomsOf[kind].set(entry, atom)
  return atom
}

function newAtom(build: Build, length: number, sign: Sign): number {
  build.signs.push(sign)
  build.uses.push(0)
  build.lengths.push(length)
  return build.uses.length - 1
}

function phraseAtom(build: Build, words: readonly string[]): number {
  const text = words.join(' ')
  const known = build.phraseAtoms.get(text)
  if (known !== undefined) return known
  const parts = words.map((word, n) => {
    if (word.startsWith('#')) return termAtom(build, 'tag', word.slice(1))
    if (word.startsWith('@')) return termAtom(build, 'handle', word.slice(1))
    return termAtom(build, n === words.length - 1 ? 'word' : 'surface', word)
  })
  const atom = newAtom(build, text.length * 2, { parts })
  build.phraseAtoms.set(text, atom)
  const key = `${parts.at(-2)} ${parts.at(-1)}`
  build.phrases.set(key, [...(build.phrases.get(key) ?? []), { atom, parts }])
  return atom
}

type Rule = { readonly root: number; readonly queries: readonly number[] }

function finish(build: Build, rules: readonly Rule[]): Plan {
  const words = [...build.entries.keys()]
  const atomCount = build.uses.length
  const column = (kind: Kind) => Int32Array.from(words, (_, entry) => build.atomsOf[kind].get(entry) ?? -1)
  const prefixAtoms = column('prefix')
  const prefixLengths = new Uint8Array(words.reduce((most, word) => Math.max(most, word.length), 0) + 2)
  for (const [entry, word] of words.entries()) if (prefixAtoms[entry] !== -1) prefixLengths[word.length] = 1
  const isLast = new Uint8Array(atomCount)
  const phrases = new Map<number, readonly Phrase[]>()
  for (const [key, list] of build.phrases) {
    const [before, last] = key.split(' ').map(Number) as [number, number]
    phrases.set(before * atomCount + last, list)
    isLast[last] = 1
  }
  const anchoring = anchorRules(build, rules)
  const isPlaced = new Uint8Array(atomCount)
  for (const atom of build.placed) isPlaced[atom] = 1
  return {
    terms: makeTerms(words),
    wordAtoms: column('word'),
    surfaceAtoms: column('surface'),
    prefixAtoms,
    tagAtoms: column('tag'),
    handleAtoms: column('handle'),
    actions: Uint8Array.from(words, word => (isAction(word) ? 1 : 0)),
    prefixLengths,
    atomCount,
    isPlaced,
    isLast,
    phrases,
    ops: Uint8Array.from(build.ops),
    froms: Uint32Array.from(build.froms),
    tos: Uint32Array.from(build.tos),
    members: Uint32Array.from(build.members),
    nears: build.nears,
    filters: build.filters,
    roots: Uint32Array.from(rules, rule => rule.root),
    ...anchoring,
    glance: makeGlance(wakersOf(build, anchoring.anchors)),
    queriesOf: rules.map(rule => rule.queries),
  }
}

/** The atoms of which one must be there for the node to hold, and how often they may wake it in vain. */
type Anchor = { readonly atoms: readonly number[]; readonly cost: number }

/**
 * Files each rule under the atoms that it cannot do without, the rarest it has. How rare a word is among posts is not
 * known; words that many rules share (delivery, refund) are common ones, and short words are commoner than long.
 */
function anchorRules(build: Build, rules: readonly Rule[]): Pick<Plan, 'anchors' | 'anchored' | 'always'> {
  const byAtom = new Map<number, number[]>()
  const always: number[] = []
  for (const [rule, { root }] of rules.entries()) {
    const anchor = anchorOf(build, root)
    if (anchor === undefined) always.push(rule)
    for (const atom of new Set(anchor?.atoms)) {
      const filed = byAtom.get(atom)
      if (filed === undefined) byAtom.set(atom, [rule])
      else filed.push(rule)
    }
  }
  const anchors = new Uint32Array(build.uses.length + 1)
  const anchored: number[] = []
  for (let atom = 0; atom < build.uses.length; atom++) {
    for (const rule of byAtom.get(atom) ?? []) anchored.push(rule)
    anchors[atom + 1] = anchored.length
  }
  return { anchors, anchored: Uint32Array.from(anchored), always }
}

function anchorOf(build: Build, node: number): Anchor | undefined {
  const from = build.froms[node] as number
  const op = build.ops[node]
  if (op === atomNode) return { atoms: [from], cost: costOf(build, from) }
  if (op === nearNode) {
    const { left, right } = build.nears[from] as NearAtoms
    return cheaper(
      together(left.map(atom => ({ atoms: [atom], cost: costOf(build, atom) }))),
      together(right.map(atom => ({ atoms: [atom], cost: costOf(build, atom) }))),
    )
  }
  if (op !== andNode && op !== orNode) return undefined
  const members = build.members.slice(from, build.tos[node]).map(member => anchorOf(build, member))
  if (op === andNode) return members.reduce(cheaper, undefined)
  return members.every(member => member !== undefined) ? together(members as Anchor[]) : undefined
}

function costOf(build: Build, atom: number): number {
  const length = build.lengths[atom] as number
  return (build.uses[atom] as number) * (length < 2 ? 16 : length < 3 ? 3 : 1) + 1 / length
}

function cheaper(one: Anchor | undefined, other: Anchor | undefined): Anchor | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.cost < one.cost ? other : one
}

function together(anchors: readonly Anchor[]): Anchor {
  return {
    atoms: anchors.flatMap(anchor => anchor.atoms),
    cost: anchors.reduce((sum, anchor) => sum + anchor.cost, 0),
  }
}

/** What must stand in a post that wakes some rule: each anchor's word, and of a phrase the part that the fewest of them name. */
function wakersOf(build: Build, anchors: Uint32Array): Waker[] {
  const signs = build.signs.filter((_, atom) => (anchors[atom + 1] as number) > (anchors[atom] as number))
  const named = new Map<string, number>()
  const wordOf = (part: number) => build.signs[part] as Waker
  for (const sign of signs) {
    for (const { text } of 'parts' in sign ? sign.parts.map(wordOf) : [sign])
      named.set(text, (named.get(text) ?? 0) + 1)
  }
  const rarer = (one: Waker, other: Waker) => ((named.get(other.text) ?? 0) < (named.get(one.text) ?? 0) ? other : one)
  return signs.map(sign => ('parts' in sign ? sign.parts.map(wordOf).reduce(rarer) : sign))
}
