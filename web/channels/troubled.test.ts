import { expect, it } from 'vitest'
import type { Connection } from '../../contract/channels.ts'
import { itemsToday, troubledOf } from './troubled.ts'

const connection = (id: string, state: Connection['health']['state'], given: Partial<Connection> = {}): Connection => ({
  id,
  subject: 'source',
  channel: 'feed',
  name: id,
  address: id,
  kind: 'feed',
  accountId: null,
  purpose: null,
  health: { state, lastOkAt: null, since: null, problem: null, todo: state === 'ok' ? null : 'wait' },
  hours: [],
  usualPerDay: null,
  lastItemAt: null,
  nextReadAt: null,
  way: 'poll',
  limits: [],
  monthMicros: null,
  turns: [],
  ...given,
})

it('what is fine, waits or was paused troubles nobody; what needs a person comes first', () => {
  const lost = connection('lost', 'broken')
  const refused = connection('refused', 'broken', {
    subject: 'account',
    health: { ...lost.health, todo: 'reconnect' },
  })
  const through = connection('through', 'broken', { accountId: 'refused' })
  const quiet = connection('quiet', 'silent', { health: { ...lost.health, state: 'silent', todo: 'look' } })
  const fine = ['ok', 'waiting', 'paused'].map(state => connection(state, state as 'ok'))
  expect(troubledOf([...fine, lost, quiet, refused, through]).map(one => one.id)).toEqual(['quiet', 'refused', 'lost'])
})

it('items of today are those of the hours that begin today', () => {
  const hours = Array.from({ length: 72 }, () => 1)
  const from = (instant: string) => itemsToday(hours, '2026-11-19T13:00:00Z', at => at >= new Date(instant))
  expect(from('2026-11-22T10:00:00Z')).toEqual({ items: 3, from: '2026-11-22T10:00:00.000Z' })
  expect(from('2026-11-22T10:30:00Z')).toEqual({ items: 2, from: '2026-11-22T11:00:00.000Z' })
  expect(from('2026-11-23T00:00:00Z')).toEqual({ items: 0, from: null })
})
