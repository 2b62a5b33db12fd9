import { expect, it } from 'vitest'
import { chordOf } from './shortcuts.tsx'

const press = (key: string, code: string, more: { metaKey?: boolean; ctrlKey?: boolean; altKey?: boolean } = {}) =>
  chordOf({ key, code, metaKey: false, ctrlKey: false, altKey: false, ...more })

it('a letter is its own chord, ⌘ and Ctrl are one modifier', () => {
  expect(press('j', 'KeyJ')).toBe('j')
  expect(press('?', 'Slash')).toBe('?')
  expect(press('k', 'KeyK', { metaKey: true })).toBe('mod+k')
  expect(press('K', 'KeyK', { ctrlKey: true })).toBe('mod+k')
})

it('with the Korean keyboard on, ㅓ is j', () => {
  expect(press('ㅓ', 'KeyJ')).toBe('j')
  expect(press('Process', 'KeyR')).toBe('r')
})

it('a modifier alone is no chord, nor is a special character made with Alt', () => {
  expect(press('Shift', 'ShiftLeft')).toBeNull()
  expect(press('∆', 'KeyJ', { altKey: true })).toBeNull()
  expect(press('¡', 'Digit1', { altKey: true })).toBe('alt+1')
  expect(press('1', 'Digit1', { altKey: true, ctrlKey: true })).toBeNull()
})
