import { expect, it } from 'vitest'
import type { Account, Health, Source } from '../../contract/channels.ts'
import { itemsToday, troubledOf } from './troubled.ts'

const health = (state: Health['state'], todo: Health['todo'] = state === 'ok' ? null : 'wait'): Health => ({
  state,
  todo,
  lastOkAt: null,
  since: null,
  problem: null,
})
const source = (name: string, given: Health, accountId: string | null = null): Source => ({
  id: name,
  channel: 'feed',
  kind: 'feed',
  name,
  address: name,
  accountId,
  health: given,
  items: { total: 0, lastAt: null },
  everySeconds: 300,
})
const account = (id: string, given: Health): Account => ({
  id,
  channel: 'bluesky',
  handle: id,
  displayName: '',
  purpose: 'both',
  health: given,
  connectedAt: '2026-11-21T00:00:00Z',
})

it('what is fine, waits or was paused troubles nobody; what needs a person comes first', () => {
  const fine = (['ok', 'waiting', 'paused'] as const).map(state => source(state, health(state)))
  const sources = [
    ...fine,
    source('lost', health('broken')),
    source('quiet', health('silent', 'look')),
    source('through', health('broken'), 'refused'),
  ]
  const accounts = [account('refused', health('broken', 'reconnect')), account('well', health('ok'))]
  expect(troubledOf(accounts, sources).map(one => one.name)).toEqual(['refused', 'quiet', 'lost'])
})

it('items of today are those of the hours that begin today', () => {
  const hours = Array.from({ length: 72 }, () => 1)
  const from = (instant: string) => itemsToday(hours, '2026-11-19T13:00:00Z', at => at >= new Date(instant))
  expect(from('2026-11-22T10:00:00Z')).toEqual({ items: 3, from: '2026-11-22T10:00:00.000Z' })
  expect(from('2026-11-22T10:30:00Z')).toEqual({ items: 2, from: '2026-11-22T11:00:00.000Z' })
  expect(from('2026-11-23T00:00:00Z')).toEqual({ items: 0, from: null })
})
