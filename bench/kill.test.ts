/** The short version of `npm run bench -- kill`: four rounds against the real network, and how it counts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compare, markOf } from './kill/count.ts'
import { runKillRounds } from './kill/rounds.ts'

test('what is missing, twice there, or there unsaid is told apart', () => {
  expect(compare(['p1x', 'p2x', 'p3x'], ['p1x', 'p2x', 'p2x', 'p9x'])).toEqual({
    lost: ['p3x'],
    doubled: ['p2x'],
    invented: ['p9x'],
  })
  expect(markOf('하늘상점 배송이 또 늦어요 p12x')).toBe('p12x')
  expect(markOf('누구도 말하지 않은 글')).toBe('누구도 말하지 않은 글')
})

test('three servers, three workers and their database are killed; nothing is lost or doubled, and the screen of each server shows all of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-kill-test-'))
  try {
    const result = await runKillRounds({
      rounds: 4,
      seed: 31,
      servers: 3,
      workers: 3,
      pauseMs: 300,
      longestRoundMs: 1500,
      patienceMs: 240_000,
      log: join(folder, 'product.log'),
      tell: () => undefined,
    })
    expect(Object.values(result.killed)).not.toContain(0)
    expect(result.screens).toHaveLength(3)
    for (const screen of result.screens) expect(screen.live).toBeGreaterThan(0)
    expect(result.screens.some(screen => screen.openings > 1)).toBe(true)
    expect(result.posts).toBeGreaterThan(5)
    expect(result.answers).toBe(result.addressed)
    expect(result.told).toBeGreaterThan(0)
    expect(result).toMatchObject({
      mentions: result.posts,
      lost: 0,
      doubled: 0,
      invented: 0,
      conversations: result.addressed,
      conversationsLost: 0,
      conversationsDoubled: 0,
      answersLost: 0,
      answersDoubled: 0,
      toldLost: 0,
      toldInvented: 0,
      alertDrift: 0,
      volumeDrift: 0,
      screensMissed: 0,
      screensInvented: 0,
      endings: [],
      refused: [],
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 800_000)
