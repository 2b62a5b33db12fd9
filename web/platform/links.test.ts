import { expect, it } from 'vitest'
import { parseSearch, placeOf, stringifySearch } from './links.tsx'

it('a page of a workspace has its address, its search in readable keys', () => {
  expect(placeOf(7, '/')).toBe('/w/7')
  expect(placeOf(7, '/listen', { sentiment: ['negative', 'mixed'], q: '배송', topic: undefined })).toBe(
    `/w/7/listen?sentiment=negative&sentiment=mixed&q=${encodeURIComponent('배송')}`,
  )
})

it('what is written into the address is read back', () => {
  const view = { q: '"하늘 상점" 1', channel: ['feed', 'bluesky'] }
  expect(parseSearch(stringifySearch(view))).toEqual(view)
})

it('numbers and booleans of an address stay text, so that a search for 123 is one', () => {
  expect(parseSearch('?q=123&open=true')).toEqual({ q: '123', open: 'true' })
})
