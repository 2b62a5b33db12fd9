/**
 * Who is compared with whom: people who share a key stand in one block. Many keys of two or three parts, each by itself
 * wide enough to survive a slip in all other fields; blocks that grow too large are divided by further parts.
 */
import { isHangul, isSpelledKorean, skeletonOf } from './hangul.ts'
import { soundOf, squash } from './letters.ts'
import { rootName } from './nicknames.ts'
import type { Field, People, Values } from './people.ts'
import { isRoleMailbox, postDistrict } from './values.ts'

/** A number for each row, 0 where there is none; and the features that rows of one number agree on. */
interface Part {
  readonly ids: Int32Array
  readonly of: readonly string[]
}

export interface Blocks {
  /** Rows of block `n` are `rows[starts[n]] … rows[starts[n + 1] - 1]`, ascending. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly count: number
}

export interface Pass {
  readonly name: string
  readonly parts: readonly Part[]
  /** Features that say nothing new within a block, as `kind` or `kind:header`. */
  readonly of: readonly string[]
}

/**
 * The largest block in which all are compared with all: the first of these with which a key costs no more than `mostOfPass`
 * pairs a row. In a block of five every other pair is one person, in one of a hundred one in a hundred: what a key costs too
 * much is taken from its large blocks, which further parts divide, so that pairs grow with the rows and not with their square.
 */
const largestBlocks = [100, 50, 25, 12]
const mostOfPass = 8

export const featureName = (kind: string, header: string): string => (header === '' ? kind : `${kind}:${header}`)

const mapped = (values: Values, ids: Int32Array, of: readonly string[], key: (text: string) => string): Part => {
  const numbers = new Map<string, number>()
  const map = Int32Array.from(values.texts, (text, id) => {
    const found = id === 0 ? '' : key(text)
    if (found === '') return 0
    let number = numbers.get(found)
    if (number === undefined) {
      number = numbers.size + 1
      numbers.set(found, number)
    }
    return number
  })
  return { ids: Int32Array.from(ids, id => map[id]!), of }
}

/** Codes under which different spellings of a name meet. Where Korean names stand, all are taken as such. */
const codesOf = ({ texts }: Values) => {
  const korean = texts.reduce((sum, text) => sum + (isHangul(text) ? 1 : 0), 0)
  const sound =
    korean > texts.length / 5 ? (text: string) => skeletonOf(text) || text : (text: string) => soundOf(text) || text
  const given = (text: string): string => {
    const root = rootName(text)
    return root >= 0 && !isSpelledKorean(text) ? `n${root}` : sound(text)
  }
  return { given, sound }
}

interface Parts {
  given?: Part
  family?: Part
  givenCode?: Part
  familyCode?: Part
  /** Both codes in either order, so that swapped names meet. */
  names?: Part
  birth?: Part
  year?: Part
  day?: Part
  readonly exact: Part[]
  readonly places: Part[]
  readonly codes: Part[]
  readonly streets: Part[]
  readonly streetWords: Part[]
  readonly houses: Part[]
  readonly works: Part[]
}

const partsOf = (people: People): Parts => {
  const parts: Parts = { exact: [], places: [], codes: [], streets: [], streetWords: [], houses: [], works: [] }
  const { names } = people
  if (names) {
    parts.given = { ids: names.given, of: ['given'] }
    parts.family = { ids: names.family, of: ['family'] }
    const { given, sound } = codesOf(names.values)
    parts.givenCode = mapped(names.values, names.given, ['given'], given)
    parts.familyCode = mapped(names.values, names.family, ['family'], sound)
    parts.names = bothWays(
      mapped(names.values, names.given, ['given'], sound),
      mapped(names.values, names.family, ['family'], sound),
    )
  }
  for (const field of people.fields) addField(parts, field)
  return parts
}

const addField = (parts: Parts, field: Field): void => {
  const of = [featureName(field.kind, field.header)]
  const all = [field.ids, ...field.others]
  const add = (list: Part[], key: (text: string) => string) => {
    for (const ids of all) list.push(mapped(field.values, ids, of, key))
  }
  if (field.kind === 'birth') {
    parts.birth ??= { ids: field.ids, of }
    parts.year ??= mapped(field.values, field.ids, of, text => text.slice(0, 4))
    parts.day ??= mapped(field.values, field.ids, of, text => (/0000$|0101$/.test(text) ? '' : text.slice(4)))
  } else if (field.kind === 'email') {
    add(parts.exact, text => (isRoleMailbox(text) ? '' : text))
    add(parts.exact, text => (isRoleMailbox(text) || text.indexOf('@') < 5 ? '' : text.slice(0, text.indexOf('@'))))
  } else if (field.kind === 'phone') add(parts.exact, text => text.slice(-8))
  else if (field.kind === 'id' || field.kind === 'account') add(parts.exact, text => text)
  else if (field.kind === 'handle') {
    add(parts.exact, text => text)
    const { mail } = field
    if (mail)
      parts.exact.push({ ids: Int32Array.from(field.ids, (id, row) => id || mail.names[row]!), of: [...of, 'email'] })
  } else if (field.kind === 'place') add(parts.places, squash)
  else if (field.kind === 'postcode') {
    add(parts.codes, text => text)
    add(parts.codes, postDistrict)
  } else if (field.kind === 'street' || field.kind === 'address') {
    add(parts.streets, squash)
    add(parts.streetWords, text => squash(text.split(' ')[0] ?? '').slice(0, 5))
  } else if (field.kind === 'houseNumber') add(parts.houses, text => text)
  else if (field.kind === 'occupation' || field.kind === 'company') add(parts.works, squash)
}

/** One number for the two names in either order. Both parts number the same values, so that equal codes are equal numbers. */
const bothWays = (given: Part, family: Part): Part => {
  const ids = new Int32Array(given.ids.length)
  const codes = new Map<string, number>()
  for (let row = 0; row < ids.length; row++) {
    const [one, two] = [given.ids[row]!, family.ids[row]!]
    if (one === 0 || two === 0) continue
    const key = one < two ? `${one}:${two}` : `${two}:${one}`
    let number = codes.get(key)
    if (number === undefined) {
      number = codes.size + 1
      codes.set(key, number)
    }
    ids[row] = number
  }
  return { ids, of: ['given', 'family'] }
}

/** @returns the keys that the table's columns allow, and the parts by which large blocks are divided. */
export const planPasses = (people: People): { passes: readonly Pass[]; dividing: readonly Part[] } => {
  const all = partsOf(people)
  const passes: Pass[] = []
  const add = (name: string, ...parts: (Part | undefined)[]) => {
    const known = parts.filter(part => part !== undefined)
    if (known.length < parts.length) return
    const of = [...new Set(known.flatMap(part => part.of))]
    passes.push({ name, parts: known, of })
  }
  for (const part of all.exact) add('exact', part)
  add('names', all.names)
  if (all.given && all.family) {
    const lone = loneOf(all.given, all.family)
    passes.push({ name: 'family', parts: [lone], of: lone.of })
  } else add('family', all.family)
  add('given', all.given)
  add('birth', all.birth)
  for (const code of [all.givenCode, all.familyCode]) {
    add('name day', code, all.day)
    add('name year', code, all.year)
    for (const place of all.places) add('name place', code, place)
    for (const post of all.codes) add('name post', code, post)
    for (const street of all.streetWords) add('name street', code, street)
    for (const work of all.works) add('name work', code, work)
  }
  if (all.given && all.family) {
    const lone = loneOf(all.given, all.family)
    for (const place of [...all.places, ...all.codes]) add('lone place', lone, place)
  }
  for (const street of all.streets) {
    for (const house of all.houses) add('street house', street, house)
    add('street', street)
  }
  for (const place of [...all.places, ...all.codes]) {
    add('place day', place, all.day)
    add('place year', place, all.year)
    for (const work of all.works) add('place work', place, work)
    for (const house of all.houses) add('place house', place, house)
  }
  for (const code of all.codes) add('post', code)
  const dividing = [
    all.year,
    all.givenCode,
    all.familyCode,
    all.day,
    ...all.places,
    ...all.codes,
    ...all.works,
    ...all.streetWords,
  ]
  return { passes, dividing: dividing.filter(part => part !== undefined) }
}

/** The family name, or the only name where there is one: it stands as the given one although it may be the family's. */
const loneOf = (given: Part, family: Part): Part => ({
  ids: Int32Array.from(given.ids, (id, row) => family.ids[row] || id),
  of: ['given', 'family'],
})

const mix = (hash: number, id: number): number => {
  const mixed = Math.imul(hash ^ id, 0x85ebca6b)
  return (Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) ^ (mixed >>> 16)) >>> 0
}

/** The rows of a pass in runs of equal keys: one after the other, each run ascending; rows without a key are left out. */
export const runsOf = (pass: Pass, size: number): Int32Array[] => {
  const order = new Float64Array(size)
  let count = 0
  next: for (let row = 0; row < size; row++) {
    let hash = 0x9e3779b1
    for (const { ids } of pass.parts) {
      const id = ids[row]!
      if (id === 0) continue next
      hash = mix(hash, id)
    }
    order[count++] = (hash >>> 1) * rowSpan + row
  }
  const sorted = order.subarray(0, count).sort()
  const runs: Int32Array[] = []
  for (let begin = 0; begin < count; ) {
    const key = Math.floor(sorted[begin]! / rowSpan)
    let end = begin + 1
    while (end < count && Math.floor(sorted[end]! / rowSpan) === key) end++
    if (end - begin > 1) {
      const run = new Int32Array(end - begin)
      for (let at = begin; at < end; at++) run[at - begin] = sorted[at]! % rowSpan
      runs.push(run)
    }
    begin = end
  }
  return runs
}

/** Rows fit beside 31 bits of a key into the 53 bits of a number. */
const rowSpan = 2 ** 22
export const mostRows = rowSpan

export const makeBlocks = (people: People, passes: readonly Pass[], dividing: readonly Part[]): Blocks => {
  const all = blockList()
  for (const pass of passes) {
    const runs = runsOf(pass, people.size)
    const before = all.mark()
    for (const largest of largestBlocks) {
      all.backTo(before)
      for (const run of runs) divide(all.push, dividing, largest, run, 0, 0)
      if (all.pairsSince(before) <= mostOfPass * people.size) break
    }
  }
  return all.blocks()
}

/** Blocks as they are made, in arrays that grow. */
const blockList = () => {
  let rows = new Int32Array(1 << 16)
  let starts = new Int32Array(1 << 12)
  let filled = 0
  let count = 0
  return {
    push(block: ArrayLike<number>): void {
      if (filled + block.length > rows.length) rows = grown(rows, filled + block.length)
      if (count + 2 > starts.length) starts = grown(starts, count + 2)
      rows.set(block, filled)
      filled += block.length
      count++
      starts[count] = filled
    },
    mark: (): number => count,
    backTo(mark: number): void {
      count = mark
      filled = starts[count]!
    },
    pairsSince(mark: number): number {
      let pairs = 0
      for (let n = mark; n < count; n++) {
        const length = starts[n + 1]! - starts[n]!
        pairs += (length * (length - 1)) / 2
      }
      return pairs
    },
    blocks: (): Blocks => ({ starts: starts.subarray(0, count + 1), rows: rows.subarray(0, filled), count }),
  }
}

const divide = (
  push: (block: ArrayLike<number>) => void,
  dividing: readonly Part[],
  largest: number,
  block: Int32Array,
  from: number,
  depth: number,
): void => {
  if (block.length <= largest) {
    push(block)
    return
  }
  if (depth === 3 || from === dividing.length) {
    // All that is known is equal, or nothing else is known: neighbours only.
    for (let at = 0; at < block.length; at += largest) push(block.subarray(at, at + largest))
    return
  }
  for (let at = from; at < dividing.length; at++) {
    const { ids } = dividing[at]!
    const groups = new Map<number, number[]>()
    for (const row of block) {
      const id = ids[row]!
      if (id === 0) continue
      const group = groups.get(id)
      if (group) group.push(row)
      else groups.set(id, [row])
    }
    // Dividing by what all have in common divides nothing.
    if (groups.size < 2 && at + 1 < dividing.length) continue
    for (const group of groups.values())
      if (group.length > 1) divide(push, dividing, largest, Int32Array.from(group), at + 1, depth + 1)
  }
}

const grown = (array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> => {
  const wider = new Int32Array(Math.max(needed, array.length * 2))
  wider.set(array)
  return wider
}

/** For each row its blocks, as `Blocks` turned round. */
export const blocksOfRows = (blocks: Blocks, size: number): { starts: Int32Array; blocks: Int32Array } => {
  const starts = new Int32Array(size + 1)
  for (const row of blocks.rows) starts[row + 1]!++
  for (let row = 0; row < size; row++) starts[row + 1]! += starts[row]!
  const at = starts.slice()
  const of = new Int32Array(blocks.rows.length)
  for (let block = 0; block < blocks.count; block++)
    for (let n = blocks.starts[block]!; n < blocks.starts[block + 1]!; n++) {
      const row = blocks.rows[n]!
      of[at[row]!] = block
      at[row]!++
    }
  return { starts, blocks: of }
}

/**
 * Every pair of rows that shares a block, once, the smaller row first and in order.
 * @param visit a pair; it may return false to stop.
 */
export const eachPair = (blocks: Blocks, size: number, visit: (a: number, b: number) => void): void => {
  const { starts, blocks: of } = blocksOfRows(blocks, size)
  const seenBy = new Int32Array(size).fill(-1)
  for (let row = 0; row < size; row++)
    for (let n = starts[row]!; n < starts[row + 1]!; n++) {
      const block = of[n]!
      for (let at = blocks.starts[block + 1]! - 1; at >= blocks.starts[block]!; at--) {
        const other = blocks.rows[at]!
        if (other <= row) break
        if (seenBy[other] === row) continue
        seenBy[other] = row
        visit(row, other)
      }
    }
}
