import { expect, it } from 'vitest'
import { safeTarget } from './safe-target.ts'

it('after signing in a person goes back where they were', () => {
  expect(safeTarget('/w/1/listen?q=a')).toBe('/w/1/listen?q=a')
})

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '', undefined, '/sign-in?to=/'])(
  'never to %j',
  to => {
    expect(safeTarget(to)).toBe('/')
  },
)
