/** Cursors go round, and only ours are taken. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeId } from './ids.ts'
import { cutPage, readCursor, writeCursor } from './keyset.ts'

describe('a cursor', () => {
  it('goes round', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer()), { minLength: 1, maxLength: 4 }), values => {
        expect(readCursor(writeCursor(values), values.length)).toEqual(values)
      }),
    )
  })
  it('of another list, or of nobody, is refused', () => {
    expect(() => readCursor(writeCursor(['a']), 2)).toThrow('bad_cursor')
    for (const bad of ['', 'x', 'bm9uc2Vuc2U', writeCursor(['a']).slice(1)])
      expect(() => readCursor(bad, 1), bad).toThrow('bad_cursor')
    expect(readCursor(undefined, 1)).toBeNull()
  })
})

describe('a page', () => {
  it('has a next one only when a row more was found', () => {
    const key = (n: number) => [n]
    expect(cutPage([1, 2, 3], 2, key)).toEqual({ items: [1, 2], next: writeCursor([2]) })
    expect(cutPage([1, 2], 2, key)).toEqual({ items: [1, 2], next: null })
    expect(cutPage([], 2, key)).toEqual({ items: [], next: null })
  })
})

describe('an id', () => {
  it('is a UUIDv7 that sorts by its instant', () => {
    const early = makeId(new Date('2026-01-01T00:00:00Z'))
    const late = makeId(new Date('2026-01-01T00:00:00.001Z'))
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(early < late).toBe(true)
  })
})
