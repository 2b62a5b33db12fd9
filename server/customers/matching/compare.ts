/** Compares two people field by field, fast: what two values gave once is remembered. */
import type { FeatureKind } from './columns.ts'
import { kernelOf, type LevelOf, nameKernel } from './kernels.ts'
import { distanceLevel, scales } from './levels.ts'
import type { Field, Names, People, Values } from './people.ts'

/** One comparison: levels from 1 (differs) to `top` (equal); 0 where one of the two does not say. */
export interface Feature {
  readonly kind: FeatureKind
  /** The column, as its table calls it. */
  readonly header: string
  readonly top: number
  /** Values with how many rows hold each, for what the agreement on a rare one is worth; null where that is no question. */
  readonly values: Values | null
}

export interface Comparer {
  readonly features: readonly Feature[]
  /** The levels of the last comparison, and where a level is the top one the value that both have. */
  readonly levels: Int8Array
  readonly agreed: Int32Array
  compare(a: number, b: number): void
}

/** Compares the rows whose cells begin at `a` and `b`. */
type Step = (a: number, b: number, levels: Int8Array, agreed: Int32Array) => void

/** The numbers of all fields of a row side by side, so that a comparison touches two places of memory and not twenty. */
interface Cells {
  readonly width: number
  readonly at: Int32Array
}

const cellsOf = (size: number, columns: readonly Int32Array[]): Cells => {
  const width = Math.max(1, columns.length)
  const at = new Int32Array(size * width)
  for (const [place, column] of columns.entries())
    for (let row = 0, to = place; row < size; row++, to += width) at[to] = column[row]!
  return { width, at }
}

const columnsOf = (field: Field): Int32Array[] => [
  field.ids,
  ...field.others,
  ...(field.mail ? [field.mail.ids, field.mail.names] : []),
]

export const makeComparer = (people: People): Comparer => {
  const features: Feature[] = []
  const steps: Step[] = []
  const { names } = people
  const cells = cellsOf(people.size, [
    ...(names ? [names.given, names.family] : []),
    ...people.fields.flatMap(columnsOf),
  ])
  let place = 0
  if (names) {
    const { values } = names
    features.push({ kind: 'given', header: '', top: 5, values }, { kind: 'family', header: '', top: 5, values })
    steps.push(nameStep(names, cells))
    place = 2
  }
  for (const field of people.fields) {
    const at = features.length
    const { kind } = field
    const { top } = scales[kind]
    features.push({ kind, header: field.header, top, values: field.values })
    const levelOf = kernelOf(kind, field.values.texts)
    const spot: Spot = { cells: cells.at, place, feature: at, top }
    if (field.mail) steps.push(handleStep(spot, levelOf))
    else if (field.others.length === 0) steps.push(singleStep(spot, levelOf))
    else steps.push(gatheredStep(spot, levelOf, 1 + field.others.length))
    place += columnsOf(field).length
  }
  if (people.points) {
    const at = features.length
    const { latitude, longitude } = people.points
    features.push({ kind: 'point', header: '', top: 5, values: null })
    steps.push((cellsOfA, cellsOfB, levels) => {
      const a = cellsOfA / cells.width
      const b = cellsOfB / cells.width
      const level = distanceLevel(latitude[a]!, longitude[a]!, latitude[b]!, longitude[b]!)
      const isKnown = latitude[a]! + longitude[a]! + latitude[b]! + longitude[b]!
      levels[at] = Number.isNaN(isKnown) ? 0 : level
    })
  }
  const width = cells.width
  const levels = new Int8Array(features.length)
  const agreed = new Int32Array(features.length)
  return {
    features,
    levels,
    agreed,
    compare(a, b) {
      const ofA = a * width
      const ofB = b * width
      for (const step of steps) step(ofA, ofB, levels, agreed)
    },
  }
}

/** Where a field's cells stand in a row, and where its level goes. */
interface Spot {
  readonly cells: Int32Array
  readonly place: number
  readonly feature: number
  readonly top: number
}

const singleStep =
  ({ cells, place, feature, top }: Spot, levelOf: LevelOf): Step =>
  (a, b, levels, agreed) => {
    const one = cells[a + place]!
    const two = cells[b + place]!
    if (one === 0 || two === 0) levels[feature] = 0
    else if (one === two) {
      levels[feature] = top
      agreed[feature] = one
    } else levels[feature] = levelOf(one, two)
  }

/**
 * A handle that is the name of the other's mailbox is nearly as good as the same handle; two mailboxes speak for themselves.
 * Behind the handle stand the row's mailbox and its name as a handle.
 */
const handleStep =
  ({ cells, place, feature, top }: Spot, levelOf: LevelOf): Step =>
  (a, b, levels, agreed) => {
    const one = cells[a + place]!
    const two = cells[b + place]!
    if (one !== 0 && one === two) {
      levels[feature] = top
      agreed[feature] = one
    } else if (one !== 0 && two !== 0) levels[feature] = levelOf(one, two)
    else if (one === 0 && two === 0) levels[feature] = 0
    else if (cells[a + place + 1] !== 0 && cells[b + place + 1] !== 0) levels[feature] = 0
    else
      levels[feature] =
        (one !== 0 && one === cells[b + place + 2]) || (two !== 0 && two === cells[a + place + 2]) ? 2 : 0
  }

/** Of several values on either side the two that agree most count. */
const gatheredStep =
  ({ cells, place, feature, top }: Spot, levelOf: LevelOf, slots: number): Step =>
  (a, b, levels, agreed) => {
    let best = 0
    for (let mine = place; mine < place + slots; mine++) {
      const one = cells[a + mine]!
      if (one === 0) continue
      for (let theirs = place; theirs < place + slots; theirs++) {
        const two = cells[b + theirs]!
        if (two === 0) continue
        const level = one === two ? top : levelOf(one, two)
        if (level > best) best = level
        if (level === top) agreed[feature] = one
      }
    }
    levels[feature] = best
  }

/** What a level of a name is worth when two ways of laying names side by side compete. */
const worth = [0, -1, 0.5, 2, 3, 4]

const nameStep = ({ values, more }: Names, { width, at }: Cells): Step => {
  const differing = nameKernel(values.texts)
  const levelOf: LevelOf = (one, two) => (one === two ? 5 : differing(one, two))
  const isAmong = (name: number, list: readonly number[] | undefined): boolean => list?.includes(name) ?? false
  return (a, b, levels, agreed) => {
    const givenA = at[a]!
    const givenB = at[b]!
    const familyA = at[a + 1]!
    const familyB = at[b + 1]!
    let first = givenA !== 0 && givenB !== 0 ? levelOf(givenA, givenB) : 0
    let last = familyA !== 0 && familyB !== 0 ? levelOf(familyA, familyB) : 0
    agreed[0] = givenA
    agreed[1] = familyA
    if (first < 3 || last < 3) {
      const across = givenA !== 0 && familyB !== 0 ? levelOf(givenA, familyB) : 0
      const back = familyA !== 0 && givenB !== 0 ? levelOf(familyA, givenB) : 0
      if ((across >= 3 || back >= 3) && worth[across]! + worth[back]! > worth[first]! + worth[last]! + 1) {
        if (familyA === 0) {
          // A lone name that is the other's family name.
          first = 0
          last = across
          agreed[1] = givenA
        } else if (familyB === 0) {
          first = 0
          last = back
        } else {
          first = Math.min(across, 4)
          last = Math.min(back, 4)
        }
      }
      const moreA = more.get(a / width)
      const moreB = more.get(b / width)
      if (moreA !== undefined || moreB !== undefined) {
        if (first === 1 && (isAmong(givenA, moreB) || isAmong(givenB, moreA))) first = 3
        if (last === 1 && (isAmong(familyA, moreB) || isAmong(familyB, moreA))) last = 3
      }
    }
    levels[0] = first
    levels[1] = last
  }
}
