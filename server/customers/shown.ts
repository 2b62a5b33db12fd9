/**
 * Which value of many is shown. The rule, as a person reads it: what a person gave comes first, then what is verified, then
 * what a trusted source said (an order or a contact file before a form, a form before a channel), then the newest.
 */
import type { Field, FieldValues } from '../../contract/access.ts'
import type { SourceKind, Stage } from '../../contract/customers.ts'
import { readFieldValue, writtenFieldValue } from '../access/index.ts'
import { nameVector } from './names.ts'
import { calledAs, type IdentityLike } from './nouns.ts'

interface Told {
  id: string
  name: string
  value: string
  is_verified: boolean
  source_kind: SourceKind
  at: Date
}

/** How far a source is believed, the most first. */
const trust: readonly SourceKind[] = ['person', 'import', 'api', 'web', 'mail', 'call', 'match', 'channel']

const rank = (one: Told): readonly number[] => [
  one.source_kind === 'person' ? 0 : 1,
  one.is_verified ? 0 : 1,
  trust.indexOf(one.source_kind),
  -one.at.getTime(),
]

const before = (a: Told, b: Told): number => {
  const [left, right] = [rank(a), rank(b)]
  const at = left.findIndex((value, n) => value !== right[n])
  if (at >= 0) return left[at]! - right[at]!
  return a.id < b.id ? -1 : 1
}

/** The shown one of each name. */
export const chooseShown = <T extends Told>(told: readonly T[]): Map<string, T> => {
  const chosen = new Map<string, T>()
  for (const one of told) {
    const best = chosen.get(one.name)
    if (best === undefined || before(one, best) < 0) chosen.set(one.name, one)
  }
  return chosen
}

interface Known {
  answered: number
  bought: number
  isNamed: boolean
  isVerified: boolean
  /** The stage that a person or a later room gave, the newest. */
  given: Stage | null
}

const height: readonly Stage[] = ['stranger', 'known', 'lead', 'customer', 'advocate']

/**
 * Where a customer stands: as far as what happened carries them (answered, named or verified: known; bought: customer), or
 * further where a person said so. `lost` holds until a person says otherwise.
 */
export const stageOf = (known: Known): Stage => {
  if (known.given === 'lost') return 'lost'
  const reached: Stage =
    known.bought > 0 ? 'customer' : known.answered > 0 || known.isNamed || known.isVerified ? 'known' : 'stranger'
  if (known.given === null) return reached
  return height.indexOf(known.given) > height.indexOf(reached) ? known.given : reached
}

export interface ToldBy extends Told {
  noted_by: string | null
}

export interface Person {
  name: string
  /** tsvector literal that finds them. */
  words: string
  stage: Stage
  /** The own stage within it that a person gave; it may since have been taken away. */
  stageId: string | null
  fields: FieldValues
  /** Ids of tags. */
  tags: string[]
  namedBy: string | null
  namedAt: Date | null
}

/**
 * What is shown of somebody, from all that came to their leaves: a person's word for the name, else what a source said, else
 * the first identity's. Found by that name, other names that were told, and names and handles of identities.
 * @param identities the first linked first.
 * @param told what was said of names, stages, tags and under the keys of own fields, newest first.
 * @param fields the workspace's own: of each the shown attribute, as far as the field can hold it.
 */
export const showPerson = (
  identities: readonly IdentityLike[],
  told: readonly ToldBy[],
  sums: { answered: number; bought: number; isVerified: boolean },
  fields: readonly Field[] = [],
): Person => {
  const shown = chooseShown(told)
  const given = shown.get('name')
  const isNamed = given?.source_kind === 'person'
  const name = given?.value ?? calledAs(identities)
  const [givenStage = null, ownStage = null] = told.find(one => one.name === 'stage')?.value.split(':') ?? []
  const stage = stageOf({ ...sums, isNamed, given: givenStage as Stage | null })
  const values = fields.flatMap(field => {
    const one = shown.get(field.key)
    const value = one === undefined ? null : readFieldValue(field, one.value)
    return value === null ? [] : [{ field, value }]
  })
  return {
    name,
    words: nameVector([
      name,
      ...identities.flatMap(identity => [identity.display_name, identity.handle]),
      ...told.filter(one => one.name === 'name').map(one => one.value),
      ...values.map(({ field, value }) => searchable(field, value)),
    ]),
    stage,
    stageId: stage === givenStage ? ownStage : null,
    fields: Object.fromEntries(values.map(({ field, value }) => [field.key, value])),
    tags: [...new Set(told.filter(one => one.name === 'tag').map(one => one.value))].sort(),
    namedBy: isNamed ? given.noted_by : null,
    namedAt: isNamed ? given.at : null,
  }
}

/** Texts and choices are found by the search box; a number or a yes would find everybody. */
const searchable = (field: Field, value: FieldValues[string]): string | null =>
  field.kind === 'text' || field.kind === 'choice' ? String(writtenFieldValue(field, value)) : null
