import { describe, expect, it } from 'vitest'
import * as format from './format.ts'

const seoul = 'Asia/Seoul'
const now = '2026-11-21T06:00:00Z' // Saturday 15:00 in Seoul

describe('dates', () => {
  it('are written as people write them, in the zone of the workspace', () => {
    expect(format.formatDay(now, 'ko', seoul)).toBe('11월 21일 토요일')
    expect(format.formatDay(now, 'en', seoul)).toBe('Saturday, November 21')
    expect(format.formatDay('2026-11-21T16:00:00Z', 'ko', seoul)).toBe('11월 22일 일요일')
    expect(format.formatDay('2026-11-21T16:00:00Z', 'ko', 'America/New_York')).toBe('11월 21일 토요일')
  })
  it('carry the year only when it is another', () => {
    expect(format.formatDate('2026-08-30T03:00:00Z', now, 'ko', seoul)).toBe('8월 30일')
    expect(format.formatDate('2024-08-30T03:00:00Z', now, 'ko', seoul)).toBe('2024년 8월 30일')
  })
  it('midnight is 00, not 24', () => {
    expect(format.formatTime('2026-11-20T15:00:00Z', 'ko', seoul)).toBe('00:00')
  })
  it('a day is named in its zone', () => {
    expect(format.dayKey('2026-11-20T15:00:00Z', seoul)).toBe('2026-11-21')
    expect(format.dayKey('2026-11-20T14:59:59Z', seoul)).toBe('2026-11-20')
  })
})

describe('how long ago', () => {
  const ago = (at: string) => format.relativeTo(at, now, 'ko', seoul)
  it('is now under a minute, and for clocks that run a little ahead', () => {
    expect(ago('2026-11-21T05:59:01Z')).toEqual({ kind: 'now' })
    expect(ago('2026-11-21T06:01:30Z')).toEqual({ kind: 'now' })
  })
  it('counts minutes, then hours of the same day', () => {
    expect(ago('2026-11-21T05:57:00Z')).toEqual({ kind: 'minutes', count: 3 })
    expect(ago('2026-11-21T05:01:00Z')).toEqual({ kind: 'minutes', count: 59 })
    expect(ago('2026-11-20T15:10:00Z')).toEqual({ kind: 'hours', count: 14 })
  })
  it('is yesterday by the calendar of the zone, not by 24 hours', () => {
    expect(ago('2026-11-20T14:50:00Z')).toEqual({ kind: 'yesterday' })
    expect(ago('2026-11-19T15:10:00Z')).toEqual({ kind: 'yesterday' })
  })
  it('stays in hours shortly after midnight', () => {
    expect(format.relativeTo('2026-11-20T14:30:00Z', '2026-11-20T15:40:00Z', 'ko', seoul)).toEqual({
      kind: 'hours',
      count: 1,
    })
  })
  it('is a date before that, and a moment for what lies ahead', () => {
    expect(ago('2026-11-17T06:00:00Z')).toEqual({ kind: 'date', text: '11월 17일' })
    expect(ago('2026-11-22T06:00:00Z')).toEqual({ kind: 'date', text: '11월 22일 15:00' })
  })
})

describe('numbers', () => {
  it('have separators, and are short where there is little room', () => {
    expect(format.formatNumber(1284, 'ko')).toBe('1,284')
    expect(format.formatCompact(12_400, 'ko')).toBe('1.2만')
    expect(format.formatCompact(12_400, 'en')).toBe('12.4K')
  })
  it('a share below one per cent does not read as nothing', () => {
    expect(format.formatShare(0.914, 'ko')).toBe('91%')
    expect(format.formatShare(0.004, 'ko')).toBe('0.4%')
    expect(format.formatShare(0, 'ko')).toBe('0%')
  })
  it('a difference has its sign, a true minus, and zero none', () => {
    expect(format.formatSigned(0.18, 'ko', 2)).toBe('+0.18')
    expect(format.formatSigned(-0.31, 'ko', 2)).toBe('−0.31')
    expect(format.formatSigned(0, 'ko')).toBe('0')
  })
  it('no confidence reads as certainty', () => {
    expect(format.formatConfidence(0.9999)).toBe('0.99')
    expect(format.formatConfidence(0.5)).toBe('0.50')
  })
})
