/** The door for sources: rows become leaves by their keys, and certain keys join by themselves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { type Claim, keyText, takeClaims } from './actions/claims.ts'
import { getCustomer } from './actions/people.ts'
import { shownOf } from './store/leaves.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const row = (system: string, id: string, more: Partial<Claim> = {}): Claim => ({
  key: { kind: 'external', namespace: system, value: id },
  seenAt: new Date('2026-11-01T00:00:00Z'),
  source: { kind: 'import', id: 'first' },
  ...more,
})
const take = async (at: TestWorkspace, ...claims: Claim[]) => {
  const leaves = await at.change(ctx => takeClaims(ctx, claims))
  return claims.map(claim => leaves.get(keyText(claim.key))!)
}
const shown = async (at: TestWorkspace, ...ids: string[]) => {
  const map = await at.change(ctx => shownOf(ctx, ids))
  return ids.map(id => map.get(id))
}
const verified = (value: string) => ({ kind: 'email', namespace: '', value, isVerified: true }) as const

test('a row is one leaf however often and at the same time it comes, and names it by what its source says', async () => {
  const at = await testing.workspace()
  const claim = row('shop', '1001', { attributes: [{ name: 'name', value: '김지우' }] })
  const ids = await Promise.all(Array.from({ length: 8 }, async () => (await take(at, claim, claim))[0]))
  expect(new Set(ids).size).toBe(1)
  const customer = await at.change(ctx => getCustomer(ctx, { customerId: ids[0]! }))
  expect(customer).toMatchObject({
    name: '김지우',
    stage: 'stranger',
    isAlias: false,
    firstSeenAt: '2026-11-01T00:00:00.000Z',
  })
})

test('a verified address that two rows have joins them, also in other spelling; one that is not verified joins nobody', async () => {
  const at = await testing.workspace()
  const [one, other, third] = await take(
    at,
    row('shop', '1', { keys: [verified('Jiwoo@Example.com')] }),
    row('crm', '2', { keys: [verified('jiwoo@example.com ')] }),
    row('crm', '3', { keys: [{ kind: 'email', namespace: '', value: 'jiwoo@example.com', isVerified: false }] }),
  )
  await drain(testing, 'customers')
  const [a, b, c] = await shown(at, one!, other!, third!)
  expect(a).toBe(b)
  expect(c).toBe(third)
  const alias = [one!, other!].find(id => id !== a)!
  expect(await at.change(ctx => getCustomer(ctx, { customerId: alias }))).toMatchObject({
    id: a,
    isAlias: true,
    aliases: [alias],
  })
})

test('a browser that two accounts of one shop use is a bridge, and joins nobody', async () => {
  const at = await testing.workspace()
  const visitor = { kind: 'visitor', namespace: '', value: 'cookie-1', isVerified: true } as const
  const [mother, daughter] = await take(
    at,
    row('shop', '7', { keys: [visitor] }),
    row('shop', '8', { keys: [visitor] }),
  )
  await drain(testing, 'customers')
  expect(await shown(at, mother!, daughter!)).toEqual([mother, daughter])
})

test('what cannot be an address is no key, and a row without a key is left out', async () => {
  const at = await testing.workspace()
  const leaves = await at.change(ctx =>
    takeClaims(ctx, [row('shop', '  '), row('shop', '5', { keys: [verified('not an address')] })]),
  )
  expect([...leaves.keys()]).toEqual([keyText({ kind: 'external', namespace: 'shop', value: '5' })])
})
