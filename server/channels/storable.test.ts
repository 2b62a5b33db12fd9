import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampOccurred, storableInstant, storableJson, storableLink, storableText } from './storable.ts'

describe('storable', () => {
  it('any text becomes well formed and free of NUL, and a good one is not touched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0xd800, max: 0xdfff }), (text, unit) => {
        const kept = storableText(`${text}\0${String.fromCharCode(unit)}`)
        expect(kept.isWellFormed() && !kept.includes('\0')).toBe(true)
        expect(storableText(kept)).toBe(kept)
      }),
    )
  })
  it('any JSON value stays itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const plain = JSON.parse(JSON.stringify(value).replaceAll('\\u0000', ''))
        expect(storableJson(plain)).toEqual(plain)
      }),
    )
  })
  it('a circle and a tower without end are cut off', () => {
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(JSON.stringify(storableJson(circle)).length).toBeLessThan(2000)
  })
  it('an instant lies between 2000 and its reception', () => {
    const received = new Date('2026-11-21T00:00:00Z')
    fc.assert(
      fc.property(fc.date({ noInvalidDate: false }), claimed => {
        const occurred = clampOccurred(claimed, received).getTime()
        expect(occurred).toBeGreaterThanOrEqual(Date.UTC(2000, 0, 1))
        expect(occurred).toBeLessThanOrEqual(received.getTime())
      }),
    )
    expect(clampOccurred(null, received)).toEqual(received)
    expect(storableInstant(new Date(8.64e15))).toBeNull()
  })
  it('only web addresses become links', () => {
    expect(storableLink(' https://shop.example/공지 ')).toBe('https://shop.example/%EA%B3%B5%EC%A7%80')
    expect(['javascript:alert(1)', 'data:text/html,x', '/relative', ''].map(storableLink)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
