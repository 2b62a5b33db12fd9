import { expect, test } from 'vitest'
import { compileStanding } from './standing.ts'

const mayWant = (query: string, text: string) => compileStanding([{ id: 'q', query }]).matchUnread([{ text }])[0] ?? []

test('before a post is read, conditions on its reading stand in nobody’s way', () => {
  for (const query of [
    '배송 sentiment:negative',
    '배송 NOT sentiment:negative',
    '배송 AND (intent:complaint OR 환불)',
    'intent:complaint',
    'NOT (sentiment:positive OR 환불)',
    'sentiment:negative OR 환불',
  ]) {
    expect(mayWant(query, '배송이 늦다'), query).toEqual(['q'])
  }
})

test('what the words rule out stays ruled out', () => {
  for (const query of [
    '환불 sentiment:negative',
    'NOT (배송 OR sentiment:negative)',
    '(환불 OR 교환) intent:complaint',
  ]) {
    expect(mayWant(query, '배송이 늦다'), query).toEqual([])
  }
})
