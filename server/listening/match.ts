/** The standing matcher: asks all queries of a post at once, in one pass over its 어절. */
import {
  cutBeforeHago,
  cutWord,
  handleKind,
  makeWordRoom,
  readWords,
  tagKind,
  urlKind,
} from '../understanding/index.ts'
import { mayWake } from './glance.ts'
import { filterHolds, type Post } from './meaning.ts'
import {
  andNode,
  atomNode,
  filterNode,
  nearNode,
  notNode,
  orNode,
  type Phrase,
  type Plan,
  planRules,
  type StandingQuery,
} from './rules.ts'
import { findTerm, hashNext, hashStart, mayBegin } from './terms.ts'

export type Matcher = {
  /** For each post, in order, the ids of the queries that it satisfies, in the order the queries were given. */
  readonly match: (posts: readonly Post[]) => string[][]
}

/**
 * Prepares queries for matching. Every query is filed under the rarest words that it cannot do without, so that a post
 * wakes few; queries that ask for no word are asked of every post.
 */
export function compileQueries(queries: readonly StandingQuery[]): Matcher {
  const plan = planRules(queries)
  const run = makeRun(plan)
  const ids = queries.map(({ id }) => id)
  return { match: posts => posts.map(post => matchOne(plan, run, post).map(n => ids[n] as string)) }
}

/** What the matcher remembers of one post; `serial` tells one post's marks from the last one's. */
type Run = {
  serial: number
  post: Post
  /** Whether the hits of the post were read: they are once a rule wakes or a rule that nothing wakes asks for a word. */
  isRead: boolean
  readonly room: ReturnType<typeof makeWordRoom>
  cuts: Uint8Array
  readonly atomSerials: Uint32Array
  readonly hits: Uint32Array
  hitCount: number
  readonly ruleSerials: Uint32Array
  readonly filterSerials: Uint32Array
  readonly filterAnswers: Uint8Array
  /** By 어절: the atom that it is as a whole, and as a tag or handle, or -1. */
  surfaces: Int32Array
  marks: Int32Array
  /** First and last 어절 of each place of an atom that a near/n asks for, by turns; `placeSerials` says whether they are this post's. */
  readonly places: (number[] | undefined)[]
}

function makeRun(plan: Plan): Run {
  return {
    serial: 0,
    post: { text: '' },
    isRead: true,
    room: makeWordRoom(),
    cuts: new Uint8Array(256),
    atomSerials: new Uint32Array(plan.atomCount),
    hits: new Uint32Array(plan.atomCount),
    hitCount: 0,
    ruleSerials: new Uint32Array(plan.roots.length),
    filterSerials: new Uint32Array(plan.filters.length),
    filterAnswers: new Uint8Array(plan.filters.length),
    surfaces: new Int32Array(256),
    marks: new Int32Array(256),
    places: Array.from({ length: plan.atomCount }),
  }
}

function matchOne(plan: Plan, run: Run, post: Post): number[] {
  begin(run, post)
  if (mayWake(plan.glance, post.text)) readHits(plan, run)
  const found: number[] = []
  const { hitCount } = run
  for (let h = 0; h < hitCount; h++) {
    const atom = run.hits[h] as number
    const to = plan.anchors[atom + 1] as number
    for (let i = plan.anchors[atom] as number; i < to; i++) {
      const rule = plan.anchored[i] as number
      if (run.ruleSerials[rule] === run.serial) continue
      run.ruleSerials[rule] = run.serial
      if (holds(plan, run, plan.roots[rule] as number)) add(found, plan.queriesOf[rule] as readonly number[])
    }
  }
  for (const rule of plan.always) {
    if (holds(plan, run, plan.roots[rule] as number)) add(found, plan.queriesOf[rule] as readonly number[])
  }
  return found.length < 2 ? found : found.sort((a, b) => a - b)
}

function add(found: number[], queries: readonly number[]): void {
  for (const query of queries) found.push(query)
}

function begin(run: Run, post: Post): void {
  if (run.serial === 0xffffffff) {
    for (const serials of [run.atomSerials, run.ruleSerials, run.filterSerials]) serials.fill(0)
    run.serial = 0
  }
  run.serial++
  run.post = post
  run.isRead = false
  run.hitCount = 0
}

/** Finds every word, prefix, tag, handle and phrase of the post that some query names. */
function readHits(plan: Plan, run: Run): void {
  const { room } = run
  const { terms } = plan
  run.isRead = true
  readWords(run.post.text, room)
  if (room.count > run.surfaces.length) {
    run.surfaces = new Int32Array(room.count * 2)
    run.marks = new Int32Array(room.count * 2)
  }
  const codes = room.folded.codes
  for (let n = 0; n < room.count; n++) {
    run.surfaces[n] = -1
    run.marks[n] = -1
    const start = room.starts[n] as number
    const end = room.ends[n] as number
    if (mayBegin(terms, codes, start, end)) readWord(plan, run, n, start, end)
  }
}

/** Looks up each beginning of an 어절 that is a word before particles, a prefix, a tag or a handle. */
function readWord(plan: Plan, run: Run, n: number, start: number, end: number): void {
  const { room } = run
  const { terms, prefixLengths } = plan
  const codes = room.folded.codes
  const length = end - start
  if (run.cuts.length <= length) run.cuts = new Uint8Array(length * 2)
  const cuts = run.cuts
  cutWord(room, n, cuts)
  const kind = room.kinds[n] as number
  const exact = (room.exacts[n] as number) - start
  let hash = hashStart
  for (let size = 1; size <= length; size++) {
    hash = hashNext(hash, codes[start + size - 1] as number)
    const cut = cuts[size] as number
    if (cut === 0 && size !== exact && (size >= prefixLengths.length || prefixLengths[size] === 0)) continue
    const entry = findTerm(terms, hash, codes, start, start + size)
    if (entry === -1) continue
    if (size === length) run.surfaces[n] = plan.surfaceAtoms[entry] as number
    if (size === exact && kind === tagKind) mark(plan, run, n, plan.tagAtoms[entry] as number)
    if (size === exact && kind === handleKind) mark(plan, run, n, plan.handleAtoms[entry] as number)
    if (kind !== urlKind) hit(plan, run, plan.prefixAtoms[entry] as number, n, n)
    const isWord = cut !== 0 && (cut !== cutBeforeHago || plan.actions[entry] === 0)
    if (isWord) hitLast(plan, run, plan.wordAtoms[entry] as number, n)
  }
}

function mark(plan: Plan, run: Run, n: number, atom: number): void {
  if (atom === -1) return
  run.marks[n] = atom
  hitLast(plan, run, atom, n)
}

/** A hit that may also close a phrase. */
function hitLast(plan: Plan, run: Run, atom: number, n: number): void {
  if (atom === -1) return
  hit(plan, run, atom, n, n)
  if (n === 0 || plan.isLast[atom] === 0) return
  hitPhrases(plan, run, run.surfaces[n - 1] as number, atom, n)
  hitPhrases(plan, run, run.marks[n - 1] as number, atom, n)
}

function hitPhrases(plan: Plan, run: Run, before: number, last: number, n: number): void {
  if (before === -1) return
  const phrases = plan.phrases.get(before * plan.atomCount + last)
  if (phrases === undefined) return
  for (const phrase of phrases) {
    if (endsAt(run, phrase, n)) hit(plan, run, phrase.atom, n - phrase.parts.length + 1, n)
  }
}

/** True where the parts of a phrase before its last two stand before 어절 `n` too. */
function endsAt(run: Run, { parts }: Phrase, n: number): boolean {
  const first = n - parts.length + 1
  if (first < 0) return false
  for (let k = parts.length - 3; k >= 0; k--) {
    if (run.surfaces[first + k] !== parts[k] && run.marks[first + k] !== parts[k]) return false
  }
  return true
}

function hit(plan: Plan, run: Run, atom: number, first: number, last: number): void {
  if (atom === -1) return
  if (run.atomSerials[atom] !== run.serial) {
    run.atomSerials[atom] = run.serial
    run.hits[run.hitCount++] = atom
    if (plan.isPlaced[atom] === 1) run.places[atom] = []
  }
  if (plan.isPlaced[atom] === 1) (run.places[atom] as number[]).push(first, last)
}

function holds(plan: Plan, run: Run, node: number): boolean {
  const from = plan.froms[node] as number
  switch (plan.ops[node]) {
    case atomNode:
      if (!run.isRead) readHits(plan, run)
      return run.atomSerials[from] === run.serial
    case andNode: {
      const to = plan.tos[node] as number
      for (let i = from; i < to; i++) if (!holds(plan, run, plan.members[i] as number)) return false
      return true
    }
    case orNode: {
      const to = plan.tos[node] as number
      for (let i = from; i < to; i++) if (holds(plan, run, plan.members[i] as number)) return true
      return false
    }
    case notNode:
      return !holds(plan, run, plan.members[from] as number)
    case nearNode:
      return isNear(plan, run, from)
    case filterNode:
      return isFiltered(plan, run, from)
    default:
      throw new RangeError(`no such node: ${plan.ops[node]}`)
  }
}

function isFiltered(plan: Plan, run: Run, filter: number): boolean {
  if (run.filterSerials[filter] !== run.serial) {
    run.filterSerials[filter] = run.serial
    const asked = plan.filters[filter]
    run.filterAnswers[filter] = asked !== undefined && filterHolds(asked, run.post) ? 1 : 0
  }
  return run.filterAnswers[filter] === 1
}

function isNear(plan: Plan, run: Run, near: number): boolean {
  const asked = plan.nears[near]
  if (asked === undefined) return false
  if (!run.isRead) readHits(plan, run)
  for (const left of asked.left) {
    if (run.atomSerials[left] !== run.serial) continue
    for (const right of asked.right) {
      if (run.atomSerials[right] !== run.serial) continue
      const lefts = run.places[left] as number[]
      const rights = run.places[right] as number[]
      if (follows(lefts, rights, asked.distance) || follows(rights, lefts, asked.distance)) return true
    }
  }
  return false
}

/** True where some place of `laters` begins 1 to `distance` 어절 after one of `earliers` ends; both are in order. */
function follows(earliers: readonly number[], laters: readonly number[], distance: number): boolean {
  let at = 0
  for (let i = 1; i < earliers.length; i += 2) {
    const last = earliers[i] as number
    while (at < laters.length && (laters[at] as number) <= last) at += 2
    if (at >= laters.length) return false
    if ((laters[at] as number) - last <= distance) return true
  }
  return false
}
