import { describe, expect, it } from 'vitest'
import type { Mention } from '../../contract/listening.ts'
import { parseSearch, stringifySearch } from '../platform/links.tsx'
import { filterOf, isNarrowed, readStreamView, stillFits } from './view.ts'

const now = new Date('2026-11-21T05:40:12Z')

describe('the stream’s filters in the address', () => {
  it('come back as they were written', () => {
    const search = { sentiment: ['negative', 'mixed'], state: 'pending', channel: 'bluesky', q: '환불', period: 'week' }
    const view = readStreamView(parseSearch(stringifySearch(search)))
    expect(filterOf(view, now)).toEqual({
      sentiment: ['negative', 'mixed'],
      state: ['pending'],
      channel: ['bluesky'],
      q: '환불',
      from: '2026-11-14T05:00:00.000Z',
    })
  })

  it('leave out what the server would refuse', () => {
    const view = readStreamView({ sentiment: 'angry', state: ['done'], from: 'yesterday', period: 'year' })
    expect(filterOf(view, now)).toEqual({})
    expect(isNarrowed(view)).toBe(false)
  })

  it('hold a rolling period still within the hour, and let a fixed one go before it', () => {
    const rolling = readStreamView({ period: 'day' })
    expect(filterOf(rolling, now)).toEqual(filterOf(rolling, new Date('2026-11-21T05:59:59Z')))
    const fixed = readStreamView({ period: 'day', from: '2026-11-20T04:00:00Z', to: '2026-11-20T05:00:00Z' })
    expect(filterOf(fixed, now)).toEqual({ from: '2026-11-20T04:00:00.000Z', to: '2026-11-20T05:00:00.000Z' })
  })
})

describe('a mention that changed on screen', () => {
  const mention = {
    ending: { state: 'stance' },
    reading: { sentiment: { label: 'negative' }, correction: { sentiment: 'positive' } },
  } as unknown as Mention

  it('leaves a stream of what waits once it has ended', () => {
    expect(stillFits(mention, { state: ['pending'] })).toBe(false)
    expect(stillFits(mention, {})).toBe(true)
  })

  it('counts by the person’s feeling, not the machine’s', () => {
    expect(stillFits(mention, { sentiment: ['negative'] })).toBe(false)
    expect(stillFits(mention, { sentiment: ['positive'] })).toBe(true)
  })
})
