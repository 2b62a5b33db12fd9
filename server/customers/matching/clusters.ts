/**
 * From pairs to people. Rows that hang together by likely pairs are looked at as a whole: two groups become one person only
 * where their rows agree on average (agglomerative correlation clustering by average linkage), so that a single bridge, a
 * shared phone or a namesake, joins nobody.
 */

export interface Edges {
  readonly count: number
  readonly a: Int32Array
  readonly b: Int32Array
  /** Odds in bits. */
  readonly bits: Float32Array
}

export interface Linkage {
  /** Components are made of edges above this. */
  readonly edge: number
  /** Groups join where the average of their pairs' odds is above this. */
  readonly join: number
  /** One pair counts for no more than so many bits, for or against. */
  readonly most: number
  readonly least: number
}

/** Components larger than this are cut along their weaker edges first. */
const largest = 400

/** @param bitsOf the odds of a pair that is no edge. @returns for each row the smallest row of its cluster. */
export const cluster = (
  size: number,
  edges: Edges,
  bitsOf: (a: number, b: number) => number,
  linkage: Linkage,
): Int32Array => {
  const parent = Int32Array.from({ length: size }, (_, row) => row)
  const find = (row: number): number => {
    let root = row
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }
  for (let n = 0; n < edges.count; n++) {
    if (edges.bits[n]! < linkage.edge) continue
    const [one, two] = [find(edges.a[n]!), find(edges.b[n]!)]
    if (one !== two) parent[Math.max(one, two)] = Math.min(one, two)
  }
  const members = new Map<number, number[]>()
  for (let row = 0; row < size; row++) {
    const root = find(row)
    const list = members.get(root)
    if (list) list.push(row)
    else members.set(root, [row])
  }
  const result = Int32Array.from({ length: size }, (_, row) => row)
  const inside = edgesInside(edges, find, members)
  for (const [root, rows] of members) {
    if (rows.length === 1) continue
    for (const group of split(rows, inside.get(root) ?? [], edges, bitsOf, linkage))
      for (const row of group) result[row] = group[0]!
  }
  return result
}

/** The edges of each component of more than two rows. */
const edgesInside = (
  edges: Edges,
  find: (row: number) => number,
  members: ReadonlyMap<number, readonly number[]>,
): Map<number, number[]> => {
  const inside = new Map<number, number[]>()
  for (let n = 0; n < edges.count; n++) {
    const root = find(edges.a[n]!)
    if (root !== find(edges.b[n]!) || members.get(root)!.length <= largest) continue
    const list = inside.get(root)
    if (list) list.push(n)
    else inside.set(root, [n])
  }
  return inside
}

const split = (
  rows: readonly number[],
  inside: readonly number[],
  edges: Edges,
  bitsOf: (a: number, b: number) => number,
  linkage: Linkage,
): number[][] => {
  if (rows.length === 2) return bitsOf(rows[0]!, rows[1]!) > linkage.join ? [[...rows]] : rows.map(row => [row])
  if (rows.length <= largest) return agglomerate(rows, bitsOf, linkage)
  // Too many to compare all: the weaker half of the edges gives way.
  const ordered = [...inside].sort((one, two) => edges.bits[two]! - edges.bits[one]!)
  const kept = ordered.slice(0, Math.floor(ordered.length / 2))
  const root = new Map<number, number>(rows.map(row => [row, row]))
  const find = (row: number): number => {
    let at = row
    while (root.get(at) !== at) at = root.get(at)!
    return at
  }
  for (const n of kept) {
    const [one, two] = [find(edges.a[n]!), find(edges.b[n]!)]
    if (one !== two) root.set(Math.max(one, two), Math.min(one, two))
  }
  const groups = new Map<number, number[]>()
  for (const row of rows) groups.set(find(row), [...(groups.get(find(row)) ?? []), row])
  if (kept.length === 0 || groups.size === 1) return rows.map(row => [row])
  const edgesOf = new Map<number, number[]>()
  for (const n of kept) {
    const at = find(edges.a[n]!)
    const list = edgesOf.get(at)
    if (list) list.push(n)
    else edgesOf.set(at, [n])
  }
  const parts = [...groups].flatMap(([at, group]) =>
    group.length === 1 ? [group] : split(group, edgesOf.get(at) ?? [], edges, bitsOf, linkage),
  )
  return rejoin(parts, inside, edges, bitsOf, linkage)
}

/** So many pairs tell how two groups agree. */
const mostAsked = 400

/** Groups that the cutting tore apart and that agree on average are one after all. */
const rejoin = (
  parts: readonly number[][],
  inside: readonly number[],
  edges: Edges,
  bitsOf: (a: number, b: number) => number,
  linkage: Linkage,
): number[][] => {
  const groups: (number[] | null)[] = [...parts]
  const groupOf = new Map<number, number>()
  for (const [at, group] of parts.entries()) for (const row of group) groupOf.set(row, at)
  const averageOf = (one: readonly number[], two: readonly number[]): number => {
    const step = Math.max(1, Math.floor((one.length * two.length) / mostAsked))
    let sum = 0
    let count = 0
    for (let n = 0; n < one.length * two.length; n += step) {
      const bits = bitsOf(one[n % one.length]!, two[Math.floor(n / one.length)]!)
      sum += Math.max(linkage.least, Math.min(linkage.most, bits))
      count++
    }
    return sum / count
  }
  const pairs = new Map<string, { one: number; two: number; average: number }>()
  for (const n of inside) {
    const one = groupOf.get(edges.a[n]!)!
    const two = groupOf.get(edges.b[n]!)!
    const key = one < two ? `${one}:${two}` : `${two}:${one}`
    if (one !== two && !pairs.has(key)) pairs.set(key, { one, two, average: averageOf(groups[one]!, groups[two]!) })
  }
  const moved = groups.map((_, at) => at)
  const now = (at: number): number => (moved[at] === at ? at : now(moved[at]!))
  for (const pair of [...pairs.values()].sort((a, b) => b.average - a.average || a.one - b.one || a.two - b.two)) {
    if (pair.average <= linkage.join) break
    const [one, two] = [now(pair.one), now(pair.two)]
    const isChanged = one !== pair.one || two !== pair.two
    if (one === two || (isChanged && averageOf(groups[one]!, groups[two]!) <= linkage.join)) continue
    const [keep, drop] = one < two ? [one, two] : [two, one]
    groups[keep] = [...groups[keep]!, ...groups[drop]!]
    groups[drop] = null
    moved[drop] = keep
  }
  return groups.filter(group => group !== null).map(group => group.sort((one, two) => one - two))
}

/** Joins the two groups that agree most, again and again, while they agree. */
const agglomerate = (
  rows: readonly number[],
  bitsOf: (a: number, b: number) => number,
  linkage: Linkage,
): number[][] => {
  const count = rows.length
  // Sums of the odds between groups.
  const sums = new Float64Array(count * count)
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const bits = Math.max(linkage.least, Math.min(linkage.most, bitsOf(rows[i]!, rows[j]!)))
      sums[i * count + j] = bits
      sums[j * count + i] = bits
    }
  const sizes = new Int32Array(count).fill(1)
  const groups: (number[] | null)[] = rows.map(row => [row])
  const average = (i: number, j: number): number => sums[i * count + j]! / (sizes[i]! * sizes[j]!)
  const best = new Int32Array(count).fill(-1)
  const seek = (i: number): void => {
    best[i] = -1
    for (let j = 0; j < count; j++)
      if (j !== i && sizes[j]! > 0 && (best[i] === -1 || average(i, j) > average(i, best[i]!))) best[i] = j
  }
  for (let i = 0; i < count; i++) seek(i)
  for (let left = count; left > 1; left--) {
    let top = -1
    for (let i = 0; i < count; i++)
      if (sizes[i]! > 0 && best[i]! >= 0 && (top === -1 || average(i, best[i]!) > average(top, best[top]!))) top = i
    if (top === -1 || average(top, best[top]!) <= linkage.join) break
    const other = best[top]!
    const [keep, drop] = top < other ? [top, other] : [other, top]
    for (let j = 0; j < count; j++) {
      if (j === keep || j === drop || sizes[j] === 0) continue
      sums[keep * count + j]! += sums[drop * count + j]!
      sums[j * count + keep] = sums[keep * count + j]!
    }
    groups[keep]!.push(...groups[drop]!)
    groups[drop] = null
    sizes[keep]! += sizes[drop]!
    sizes[drop] = 0
    seek(keep)
    for (let j = 0; j < count; j++) {
      if (sizes[j] === 0 || j === keep) continue
      if (best[j] === keep || best[j] === drop) seek(j)
      else if (average(j, keep) > average(j, best[j]!)) best[j] = keep
    }
  }
  return groups.filter(group => group !== null).map(group => group.sort((one, two) => one - two))
}
