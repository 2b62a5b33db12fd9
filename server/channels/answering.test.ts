/** Proves from which account an answer goes out. */
import { expect, it } from 'vitest'
import { type Able, chooseAccount, type Matter } from './answering.ts'

const account = (id: string, purpose: Able['purpose'], given: Partial<Able> = {}): Able => ({
  id,
  purpose,
  channel: 'bluesky',
  problem_code: null,
  ...given,
})
const [marketing, care, both] = [account('marketing', 'marketing'), account('care', 'care'), account('both', 'both')]
const chosen = (accounts: Able[], matter: Matter, spokenToId: string | null = null) =>
  chooseAccount(accounts, { channel: 'bluesky', spokenToId, matter })?.id

it('a complaint to the marketing account is answered from care where both are', () => {
  expect(chosen([marketing, care], 'care', 'marketing')).toBe('care')
  expect(chosen([marketing, both], 'care', 'marketing')).toBe('both')
  expect(chosen([marketing, both, care], 'care', 'marketing')).toBe('care')
  expect(chosen([marketing], 'care', 'marketing')).toBe('marketing')
})

it('who was spoken to answers where they may', () => {
  expect(chosen([care, both], 'care', 'both')).toBe('both')
  expect(chosen([marketing, care], 'marketing', 'marketing')).toBe('marketing')
  expect(chosen([marketing, care], 'marketing', 'care')).toBe('marketing')
})

it('where nobody was spoken to, the account made for it answers, a working one first', () => {
  expect(chosen([marketing, both, care], 'care')).toBe('care')
  expect(chosen([care, both, marketing], 'marketing')).toBe('marketing')
  expect(chosen([marketing], 'care')).toBe('marketing')
  const broken = account('broken', 'care', { problem_code: 'channels.credentials_refused' })
  expect(chosen([broken, care], 'care')).toBe('care')
  expect(chosen([broken, both], 'care')).toBe('broken')
})

it('an account of another network never answers', () => {
  expect(chosen([account('other', 'care', { channel: 'email' })], 'care')).toBeUndefined()
  expect(chosen([], 'care')).toBeUndefined()
})
