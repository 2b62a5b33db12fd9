/** The door for sources: who somebody is by their keys, and what the source says of them. */
import type { IdentityKind, SourceKind } from '../../../contract/customers.ts'
import { fieldsOf } from '../../access/index.ts'
import { startJob } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { foldedAttribute, nameOfKey, normalValue } from '../identity-values.ts'
import { nameVector } from '../names.ts'
import { type Person, showPerson } from '../shown.ts'
import * as store from '../store/claims.ts'
import { lockCustomers } from '../store/leaves.ts'
import { insertPeople, type NewPerson } from '../store/people.ts'
import { showAgain, tellChanged, tellFound } from './showing.ts'

/** What points to somebody by itself: an id elsewhere, a browser, a verified address or number. Authors come by `ensureCustomers`. */
export interface ClaimKey {
  kind: Exclude<IdentityKind, 'author'>
  /** The system of an external id, such as `hubspot`; empty for the others. */
  namespace: string
  value: string
}

/** One row of a source, about one person. */
export interface Claim {
  /** What this row is known by: the same key again is the same leaf. */
  key: ClaimKey
  /** More that is theirs. What is not verified becomes an attribute: evidence, never a key. */
  keys?: readonly (ClaimKey & { isVerified: boolean })[]
  attributes?: readonly { name: string; value: string; isVerified?: boolean }[]
  /** When the source saw or said this. */
  seenAt: Date
  source: { kind: SourceKind; id: string }
}

/** How a claim's key is written in the answer of `takeClaims`. */
export const keyText = (key: ClaimKey): string =>
  JSON.stringify([key.kind, key.namespace, normalValue(key.kind, key.value) ?? ''])

/**
 * Finds or makes the leaf of each claim, and adds what the source says of it. Set-based, safe to run twice and at the same
 * time. A verified key that another customer has is noted, and joins the two in a job of its own unless something stands
 * against it. Claims whose key cannot be one (an address without @) are left out of the answer.
 * @returns `keyText(claim.key)` → leaf: the id to store with what came; it never dies.
 */
export const takeClaims = async (ctx: Ctx, claims: readonly Claim[]): Promise<Map<string, string>> => {
  const taken = claims.flatMap(claim => {
    const value = normalValue(claim.key.kind, claim.key.value)
    return value === null ? [] : [{ ...claim, key: { ...claim.key, value } }]
  })
  if (taken.length === 0) return new Map()
  const { leaves, made } = await leavesOfKeys(ctx, taken)
  const further = taken.flatMap(claim =>
    (claim.keys ?? []).map(key => ({ claim, key, leafId: leaves.get(keyText(claim.key))! })),
  )
  const newLinks = await linkKeys(
    ctx,
    further.filter(one => one.key.isVerified),
  )
  const newFacts = await store.insertAttributes(ctx, attributesOf(ctx, taken, leaves, further))
  const changed = [...new Set([...made, ...newLinks, ...newFacts])]
  if (changed.length === 0) return leaves
  // Whoever was just made is shown already as these claims have them, and nobody else can know of them yet.
  const isMade = new Set(made)
  const shown = new Set(
    (
      await lockCustomers(
        ctx,
        changed.filter(id => !isMade.has(id)),
      )
    ).values(),
  )
  await showAgain(ctx, [...shown, ...(await withFields(ctx, taken, leaves, isMade))])
  await tellChanged(ctx, [...made, ...shown])
  await tellFound(ctx, changed)
  return leaves
}

/** Of those who were just made, whoever a source said something of that the workspace has a field for. */
const withFields = async (
  ctx: Ctx,
  claims: readonly Claim[],
  leaves: ReadonlyMap<string, string>,
  isMade: ReadonlySet<string>,
): Promise<string[]> => {
  if (!claims.some(claim => claim.attributes?.length)) return []
  const keys = new Set((await fieldsOf(ctx, 'customer')).map(field => field.key))
  const told = claims.filter(claim => claim.attributes?.some(one => keys.has(one.name)))
  return [...new Set(told.map(claim => leaves.get(keyText(claim.key))!))].filter(id => isMade.has(id))
}

/**
 * What a source says of leaves that are known already: keys and attributes are added as `takeClaims` adds them, and a key
 * that another leaf has joins the two in a job of its own, unless something stands against it.
 */
export const tellOfLeaves = async (
  ctx: Ctx,
  told: readonly { readonly leafId: string; readonly claim: Claim }[],
): Promise<void> => {
  const claims = told.map(one => one.claim)
  const leaves = new Map(told.map(({ leafId, claim }) => [keyText(claim.key), leafId]))
  const further = told.flatMap(({ leafId, claim }) =>
    [{ ...claim.key, isVerified: true }, ...(claim.keys ?? [])].map(key => ({ claim, key, leafId })),
  )
  const newLinks = await linkKeys(
    ctx,
    further.filter(one => one.key.isVerified),
  )
  const newFacts = await store.insertAttributes(ctx, attributesOf(ctx, claims, leaves, further))
  const changed = [...new Set([...newLinks, ...newFacts])]
  if (changed.length === 0) return
  const shown = [...new Set((await lockCustomers(ctx, changed)).values())]
  await showAgain(ctx, shown)
  await tellChanged(ctx, shown)
  await tellFound(ctx, changed)
}

const leavesOfKeys = async (ctx: Ctx, claims: readonly Claim[]) => {
  const byKey = Map.groupBy(claims, claim => keyText(claim.key))
  const keys = [...byKey].map(([text, own]) => [text, own.at(-1)!] as const)
  const known = await store.leavesByKeys(
    ctx,
    keys.map(([, claim]) => claim.key),
  )
  const missing = keys.filter(([text]) => !known.has(text))
  if (missing.length === 0) return { leaves: known, made: [] }
  const made = await insertPeople(
    ctx,
    missing.map(([text, claim]): NewPerson => {
      const { name, words, stage } = shownAs(byKey.get(text)!)
      return {
        customerId: makeId(ctx.now),
        identityId: makeId(ctx.now),
        ...claim.key,
        authorId: null,
        source: claim.source,
        handle: null,
        displayName: null,
        name,
        words,
        stage,
        metAt: claim.seenAt,
      }
    }),
  )
  const leaves = await store.leavesByKeys(
    ctx,
    keys.map(([, claim]) => claim.key),
  )
  return { leaves, made }
}

/** What is shown of somebody of whom nothing is known but these claims; the same as `showAgain` would make of them. */
const shownAs = (claims: readonly Claim[]): Person => {
  const told = claims.flatMap(({ attributes = [], seenAt, source }) =>
    attributes.flatMap(one =>
      one.name === 'name' || one.name === 'stage'
        ? [
            {
              name: one.name,
              value: kept(one.value),
              is_verified: one.isVerified ?? false,
              source_kind: source.kind,
              at: seenAt,
              noted_by: null,
            },
          ]
        : [],
    ),
  )
  const [{ key }] = claims as [Claim]
  // What came later in the batch is the newer of two that were said at once.
  const newestFirst = told
    .filter(one => one.value !== '')
    .map((one, n) => ({ ...one, id: String(n).padStart(8, '0') }))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1))
  const shown = showPerson([], newestFirst, { answered: 0, bought: 0, isVerified: false })
  const name = told.some(one => one.name === 'name' && one.value !== '') ? shown.name : nameOfKey(key.kind, key.value)
  return name === shown.name ? shown : { ...shown, name, words: nameVector([name]) }
}

/** A value as it is kept. */
const kept = (value: string): string => value.toWellFormed().replaceAll('\0', '').trim().slice(0, longestValue)

interface Further {
  claim: Claim
  key: ClaimKey
  leafId: string
}

/** Gives leaves their verified keys; those that another leaf has are noted as shared. @returns leaves that got one. */
const linkKeys = async (ctx: Ctx, further: readonly Further[]): Promise<string[]> => {
  const wanted = further.flatMap(({ claim, key, leafId }) => {
    const value = normalValue(key.kind, key.value)
    if (value === null) return []
    return [{ id: makeId(ctx.now), leafId, kind: key.kind, namespace: key.namespace, value, source: claim.source }]
  })
  if (wanted.length === 0) return []
  const linked = await store.insertIdentities(ctx, wanted)
  const owners = await store.leavesByKeys(ctx, wanted)
  const shared = wanted.filter(one => owners.get(keyText(one)) !== one.leafId)
  if (shared.length > 0 && (await store.noteShared(ctx, shared))) {
    await startJob(ctx, 'customers.join_shared_keys', {}, { key: String(ctx.workspaceId) })
  }
  return linked
}

const contacts = { email: 'email', phone: 'phone' } as const

const attributesOf = (
  ctx: Ctx,
  claims: readonly Claim[],
  leaves: ReadonlyMap<string, string>,
  further: readonly (Further & { key: ClaimKey & { isVerified: boolean } })[],
): store.NewAttribute[] => {
  const told = claims.flatMap(claim =>
    (claim.attributes ?? []).map(one => ({ claim, leafId: leaves.get(keyText(claim.key))!, ...one })),
  )
  const contactPoints = further.flatMap(({ claim, key, leafId }) =>
    key.kind === 'email' || key.kind === 'phone'
      ? [{ claim, leafId, name: contacts[key.kind], value: key.value, isVerified: key.isVerified }]
      : [],
  )
  const ofKeys = claims.flatMap(claim =>
    claim.key.kind === 'email' || claim.key.kind === 'phone'
      ? [
          {
            claim,
            leafId: leaves.get(keyText(claim.key))!,
            name: claim.key.kind,
            value: claim.key.value,
            isVerified: true,
          },
        ]
      : [],
  )
  return [...told, ...contactPoints, ...ofKeys].flatMap(({ claim, leafId, name, value, isVerified }) => {
    const trimmed = kept(value)
    if (trimmed === '') return []
    return [
      {
        id: makeId(ctx.now),
        leafId,
        name,
        value: trimmed,
        folded: foldedAttribute(name, trimmed),
        isVerified: isVerified ?? false,
        source: claim.source,
        at: claim.seenAt,
        by: null,
      },
    ]
  })
}

/** Characters of one attribute that are kept. */
const longestValue = 1000
