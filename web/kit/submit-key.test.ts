import { describe, expect, it } from 'vitest'
import { type SubmitKeyEvent, stepSubmitKey, submitKeyStart } from './submit-key.ts'

const down = (more: Partial<Extract<SubmitKeyEvent, { type: 'keydown' }>> = {}): SubmitKeyEvent => ({
  type: 'keydown',
  isEnter: true,
  isComposing: false,
  isSending: true,
  ...more,
})
const up: SubmitKeyEvent = { type: 'keyup', isEnter: true }
const start: SubmitKeyEvent = { type: 'compositionstart' }
const end: SubmitKeyEvent = { type: 'compositionend' }

const sends = (...events: SubmitKeyEvent[]): number => {
  let state = submitKeyStart
  let count = 0
  for (const event of events) {
    const step = stepSubmitKey(state, event)
    state = step.state
    if (step.does === 'send' || step.does === 'sendAfter') count += 1
  }
  return count
}

describe('Enter sends exactly once', () => {
  it('without composition', () => expect(sends(down(), up)).toBe(1))
  it('Chrome: the key comes while composing, then the composition ends', () =>
    expect(sends(start, down({ isComposing: true }), end, up)).toBe(1))
  it('Chrome on a Mac: a second keydown follows the end of the composition', () =>
    expect(sends(start, down({ isComposing: true }), end, down(), up)).toBe(1))
  it('Safari: the composition ends first, the key still says composing', () =>
    expect(sends(start, end, down({ isComposing: true }), up)).toBe(1))
  it('a held key does not send again', () => expect(sends(down(), down(), down(), up)).toBe(1))
  it('and again for the next message', () =>
    expect(sends(start, down({ isComposing: true }), end, up, start, down({ isComposing: true }), end, up)).toBe(2))
})

describe('Enter does not send', () => {
  it('with Shift, where it breaks the line', () => expect(sends(down({ isSending: false }), up)).toBe(0))
  it('when a composition ends by another key', () => expect(sends(start, end)).toBe(0))
  it('for other keys', () => expect(sends(down({ isEnter: false }))).toBe(0))
})

it('the text is read after the last syllable has arrived in the field', () => {
  const composing = stepSubmitKey(submitKeyStart, start).state
  const pressed = stepSubmitKey(composing, down({ isComposing: true }))
  expect(pressed.does).toBe('nothing')
  expect(stepSubmitKey(pressed.state, end).does).toBe('sendAfter')
})
