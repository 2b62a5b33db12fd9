import { expect, it } from 'vitest'
import { initialOf } from './avatar.tsx'

it('a face shows the first letter as people see it', () => {
  expect(initialOf('박서준')).toBe('박')
  expect(initialOf('@kenji')).toBe('K')
  expect(initialOf('  👩‍🌾농부')).toBe('👩')
  expect(initialOf('')).toBe('·')
})
