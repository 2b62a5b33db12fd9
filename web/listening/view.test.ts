import { describe, expect, it } from 'vitest'
import { filterInJson, type Mention } from '../../contract/listening.ts'
import { parseSearch, stringifySearch } from '../platform/links.tsx'
import { columnsOf, filterOf, isNarrowed, isSameView, narrowedBy, readStreamView, searchOf, stillFits } from './view.ts'

const now = new Date('2026-11-21T05:40:12Z')
const id = '0193b6c4-0000-7000-8000-000000000001'

describe('the stream’s filters in the address', () => {
  it('come back as they were written, every one that the server knows', () => {
    const filter = {
      topicId: id,
      q: '환불',
      channel: ['bluesky'],
      sentiment: ['negative' as const, 'mixed' as const],
      intent: ['complaint' as const],
      urgency: ['high' as const],
      crisis: true,
      spam: false,
      language: ['ko'],
      state: ['pending' as const],
      tag: [id],
      field: ['order:A-1', 'price:>=5'],
      owner: 'none' as const,
      authorId: id,
      followed: true,
      minFollowers: 1000,
      kind: ['post' as const],
      untagged: true,
      site: 'blog.example',
      from: '2026-11-20T04:00:00.000Z',
      to: '2026-11-20T05:00:00.000Z',
    }
    expect(Object.keys(filter).sort()).toEqual(Object.keys(filterInJson.shape).sort())
    const view = readStreamView(parseSearch(stringifySearch(searchOf(filter))))
    expect(filterOf(view.filter, now)).toEqual(filter)
  })

  it('leave out what the server would refuse', () => {
    const wrong = { sentiment: 'angry', state: ['done'], from: 'yesterday', period: 'year', owner: 'x', tag: 'x' }
    const view = readStreamView({ ...wrong, minFollowers: '-1', crisis: 'yes', column: 'elsewhere', topicId: 'all' })
    expect(filterOf(view.filter, now)).toEqual({})
    expect(isNarrowed(view)).toBe(false)
    expect(view.columns).toEqual([])
  })

  it('hold a rolling period still within the hour, and let a fixed one go before it', () => {
    const { filter } = readStreamView({ period: 'day' })
    expect(filterOf(filter, now)).toEqual(filterOf(filter, new Date('2026-11-21T05:59:59Z')))
    const fixed = readStreamView({ period: 'day', from: '2026-11-20T04:00:00Z', to: '2026-11-20T05:00:00Z' })
    expect(filterOf(fixed.filter, now)).toEqual({ from: '2026-11-20T04:00:00.000Z', to: '2026-11-20T05:00:00.000Z' })
  })

  it('are the same whatever the order of their values, and others when a column moves', () => {
    const a = { filter: { sentiment: ['mixed' as const, 'negative' as const] }, columns: ['all'] }
    expect(isSameView(a, { filter: { sentiment: ['negative', 'mixed'] }, columns: ['all'] })).toBe(true)
    expect(isSameView(a, { ...a, columns: ['topics'] })).toBe(false)
    expect(isSameView(a, { ...a, filter: {} })).toBe(false)
  })
})

describe('columns', () => {
  it('are topics side by side, one topic, or every mention, as the address asks', () => {
    expect(columnsOf(readStreamView({}))).toEqual(['topics'])
    expect(columnsOf(readStreamView({ topicId: id }))).toEqual([`topic.${id}`])
    expect(columnsOf(readStreamView({ crisis: 'true' }))).toEqual(['all'])
    expect(columnsOf(readStreamView({ crisis: 'true', column: ['topics', 'view.angry'] }))).toEqual([
      'topics',
      'view.angry',
    ])
  })

  it('are narrowed by what is asked of all of them', () => {
    const own = { sentiment: ['negative' as const], q: '환불', period: 'week' as const }
    expect(narrowedBy(own, { q: '배송', channel: ['blog'] })).toEqual({ ...own, q: '환불 배송', channel: ['blog'] })
    expect(narrowedBy(own, { from: '2026-11-20T04:00:00.000Z' })).toEqual({
      sentiment: ['negative'],
      q: '환불',
      from: '2026-11-20T04:00:00.000Z',
    })
  })
})

describe('a mention that changed on screen', () => {
  const mention = {
    ending: { state: 'stance' },
    reading: { sentiment: { label: 'negative' }, correction: { sentiment: 'positive' } },
    owner: { memberId: 'me', name: '지우' },
    tags: [{ id }],
    isFollowed: false,
  } as unknown as Mention
  const fits = (filter: Parameters<typeof stillFits>[1]) => stillFits(mention, filter, 'me')

  it('leaves a stream of what waits once it has ended', () => {
    expect(fits({ state: ['pending'] })).toBe(false)
    expect(fits({})).toBe(true)
  })

  it('counts by the person’s feeling, not the machine’s', () => {
    expect(fits({ sentiment: ['negative'] })).toBe(false)
    expect(fits({ sentiment: ['positive'] })).toBe(true)
  })

  it('leaves the lists of others’ work, of other tags, and of authors who are followed', () => {
    expect([fits({ owner: 'me' }), fits({ owner: 'none' }), fits({ owner: 'somebody' })]).toEqual([true, false, false])
    expect([fits({ tag: [id] }), fits({ tag: ['other'] })]).toEqual([true, false])
    expect([fits({ followed: true }), fits({ followed: false })]).toEqual([false, true])
  })
})
