/** When a figure is well, and when it hurts. */
import { expect, it } from 'vitest'
import { judgeAddress, judgeBackups, judgeClocks, judgeDisk, judgeMemory, judgeQueue } from './findings.ts'

const gb = 1024 ** 3

it('a disk hurts below half a gigabyte and warns below five where that is a fifth of it', () => {
  expect(judgeDisk(0.4 * gb, 100 * gb).state).toBe('wrong')
  expect(judgeDisk(4 * gb, 100 * gb).state).toBe('warning')
  expect(judgeDisk(4 * gb, 10 * gb).state).toBe('good')
  expect(judgeDisk(60 * gb, 1000 * gb).state).toBe('good')
})

it('clocks may differ by five seconds, either way', () => {
  expect(judgeClocks(4).state).toBe('good')
  expect(judgeClocks(6).state).toBe('wrong')
  expect(judgeClocks(-6)).toMatchObject({ state: 'wrong', en: expect.stringContaining('6 s') })
})

it('late jobs are laid to missing workers where none runs, and dead ones are counted', () => {
  expect(judgeQueue(0, null, 1)).toEqual([expect.objectContaining({ state: 'good' })])
  expect(judgeQueue(0, 200, 0)[0]?.state).toBe('good')
  expect(judgeQueue(0, 600, 0)[0]).toMatchObject({ state: 'advice', en: expect.stringContaining('No worker runs') })
  expect(judgeQueue(3, 600, 2).map(one => one.state)).toEqual(['warning', 'warning'])
})

it('an archive is missed when there is none, or none of this week', () => {
  expect(judgeBackups(null).state).toBe('advice')
  expect(judgeBackups(8).state).toBe('advice')
  expect(judgeBackups(1).state).toBe('good')
})

it('an address open to others without a name or a known proxy is warned of', () => {
  const home = { host: '127.0.0.1', publicUrl: undefined, trustedProxies: [] }
  expect(judgeAddress(home).state).toBe('good')
  expect(judgeAddress({ ...home, host: '0.0.0.0' }).state).toBe('warning')
  expect(judgeAddress({ ...home, publicUrl: 'https://crm.example' }).state).toBe('warning')
  expect(judgeAddress({ ...home, publicUrl: 'https://crm.example', trustedProxies: ['10.0.0.1'] }).state).toBe('good')
})

it('memory is short below 1.8 gigabytes', () => {
  expect(judgeMemory(gb).state).toBe('warning')
  expect(judgeMemory(4 * gb).state).toBe('good')
})
