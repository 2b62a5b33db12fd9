import { describe, expect, it } from 'vitest'
import type { Mention } from '../../contract/listening.ts'
import { joinPages } from './arrivals.ts'

const mention = (id: string, occurredAt: string, text = ''): Mention =>
  ({ id, item: { id, occurredAt, text } }) as unknown as Mention
const a = mention('a', '2026-11-21T05:00:00Z')
const b = mention('b', '2026-11-21T04:00:00Z')
const c = mention('c', '2026-11-21T03:00:00Z')
const ids = (pages: ReturnType<typeof joinPages>) => pages?.map(page => page.items.map(item => item.id))

describe('new mentions in an open stream', () => {
  it('join where their time puts them, and nothing stands twice', () => {
    const fresh = mention('x', '2026-11-21T06:00:00Z')
    const late = mention('y', '2026-11-21T04:30:00Z')
    const pages = [
      { items: [a, b], next: 'n1' },
      { items: [c], next: null },
    ]
    expect(ids(joinPages(pages, { items: [fresh, a, late, b, c], next: null }))).toEqual([['x', 'a', 'y', 'b'], ['c']])
  })

  it('renew what is there already', () => {
    const pages = joinPages([{ items: [a], next: null }], {
      items: [{ ...a, item: { ...a.item, text: '고침' } }],
      next: null,
    })
    expect(pages?.[0]?.items[0]?.item.text).toBe('고침')
  })

  it('ask for everything again when more arrived than a page holds', () => {
    const fresh = mention('x', '2026-11-21T06:00:00Z')
    expect(joinPages([{ items: [a], next: null }], { items: [fresh], next: 'more' })).toBeNull()
    expect(ids(joinPages([{ items: [], next: null }], { items: [fresh], next: 'more' }))).toEqual([['x']])
  })
})
