import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenHours } from '../../../contract/channels/widgets.ts'
import { readAsked, saying } from './asked.ts'
import { isOpenAt, isZone } from './hours.ts'
import { addressLimits, type Bucket, takeCall } from './limits.ts'
import { visitorName } from './names.ts'
import { joinScript, scriptParts } from './script.ts'

describe('hours', () => {
  const office: OpenHours = {
    timeZone: 'Asia/Seoul',
    days: [1, 2, 3, 4, 5].map(day => ({ day, from: '09:00', to: '18:00' })),
  }
  const seoul = (text: string) => new Date(`${text}+09:00`)

  it('nobody said hours: somebody is always there', () => expect(isOpenAt(null, new Date(0))).toBe(true))
  it('the first minute is open, the last is not, and Sunday is closed', () => {
    expect(isOpenAt(office, seoul('2026-11-27T09:00:00'))).toBe(true)
    expect(isOpenAt(office, seoul('2026-11-27T08:59:59'))).toBe(false)
    expect(isOpenAt(office, seoul('2026-11-27T17:59:59'))).toBe(true)
    expect(isOpenAt(office, seoul('2026-11-27T18:00:00'))).toBe(false)
    expect(isOpenAt(office, seoul('2026-11-29T12:00:00'))).toBe(false)
  })
  it('a night shift goes on into the next day, also from Sunday into Monday', () => {
    const night: OpenHours = { timeZone: 'Asia/Seoul', days: [{ day: 7, from: '22:00', to: '06:00' }] }
    expect(isOpenAt(night, seoul('2026-11-29T23:00:00'))).toBe(true)
    expect(isOpenAt(night, seoul('2026-11-30T05:59:00'))).toBe(true)
    expect(isOpenAt(night, seoul('2026-11-30T06:00:00'))).toBe(false)
    expect(isOpenAt(night, seoul('2026-11-29T05:00:00'))).toBe(false)
  })
  it('the wall clock counts where clocks are turned', () => {
    const berlin: OpenHours = { timeZone: 'Europe/Berlin', days: [{ day: 1, from: '09:00', to: '10:00' }] }
    expect(isOpenAt(berlin, new Date('2026-03-23T08:30:00Z'))).toBe(true)
    expect(isOpenAt(berlin, new Date('2026-03-30T07:30:00Z'))).toBe(true)
    expect(isOpenAt(berlin, new Date('2026-03-30T08:30:00Z'))).toBe(false)
  })
  it('zones are known by their names', () => {
    expect(isZone('Asia/Seoul')).toBe(true)
    expect(isZone('Moon/Tranquility')).toBe(false)
  })
})

describe('what a widget sends', () => {
  const line = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const good = {
    key: '1-abcdefghijklmnopqrst',
    token: 'a'.repeat(43),
    id: '00000000-0000-4000-8000-000000000001',
    text: '안녕하세요',
  }
  it('bytes behind the line are a file', () => {
    const read = readAsked(saying, Buffer.concat([line(good), Buffer.from('\n\x89PNG\n', 'latin1')]))
    expect(read?.asked.text).toBe('안녕하세요')
    expect(Buffer.from(read!.rest).toString('latin1')).toBe('\x89PNG\n')
  })
  it('anything else is nothing, and throws nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 80 }),
          fc.json().map(text => new TextEncoder().encode(text)),
        ),
        bytes => {
          expect(readAsked(saying, bytes)).toBeNull()
        },
      ),
      { numRuns: 200 },
    )
    for (const bad of [
      { ...good, key: '1' },
      { ...good, token: '../' },
      { ...good, id: 'x' },
      { ...good, text: 'x'.repeat(10_001) },
    ])
      expect(readAsked(saying, line(bad))).toBeNull()
  })
})

it('an address has its calls at once, then as many as its minute gives, and is forgotten by others', () => {
  const kept = new Map<string, Bucket>()
  const { burst, perMinute } = addressLimits.start
  for (let n = 0; n < burst; n += 1) expect(takeCall(kept, 'start', '192.0.2.1', 0)).toBe(0)
  const wait = takeCall(kept, 'start', '192.0.2.1', 0)
  expect(wait).toBe(Math.ceil(60 / perMinute))
  expect(takeCall(kept, 'start', '192.0.2.1', wait * 1000)).toBe(0)
  expect(takeCall(kept, 'start', '192.0.2.2', 0)).toBe(0)
  for (let n = 0; n < 30_000; n += 1) takeCall(kept, 'say', `10.0.${n >> 8}.${n & 255}`, 0)
  expect(kept.size).toBeLessThanOrEqual(20_001)
})

it('strangers are told apart by four digits, in the language of their page', () => {
  expect(visitorName('00000000-0000-4000-8000-0000000001c8', 'ko')).toBe('방문자 0456')
  expect(visitorName('00000000-0000-4000-8000-0000000001c8', 'en')).toBe('Visitor 0456')
})

it('the script is one closure of at most 15 kB gzipped, without comments, and parses', () => {
  const parts = Object.fromEntries(
    scriptParts.map(name => [name, readFileSync(new URL(`./script/${name}`, import.meta.url), 'utf8')]),
  ) as Parameters<typeof joinScript>[0]
  const script = joinScript(parts)
  expect(gzipSync(script).length).toBeLessThan(15_000)
  expect(script).not.toMatch(/^\s*(?:\/\/|import |export )/m)
  expect(() => new Function(script)).not.toThrow()
})
