/**
 * Pure: when Enter sends. During Hangul composition browsers give Enter in different orders (Chrome: keydown while
 * composing, then compositionend, sometimes a second keydown; Safari: compositionend first, then keydown with code
 * 229): in every order the syllable is committed and the text is sent exactly once.
 */

export interface SubmitKeyState {
  readonly isComposing: boolean
  /** Enter was pressed while composing: send when the composition has ended. */
  readonly isSendDue: boolean
  /** Sent already by the Enter that is still held down: its echoes are swallowed. */
  readonly isSpent: boolean
}

export type SubmitKeyEvent =
  | { type: 'compositionstart' }
  | { type: 'compositionend' }
  | { type: 'keydown'; isEnter: boolean; isComposing: boolean; isSending: boolean }
  | { type: 'keyup'; isEnter: boolean }

export interface SubmitKeyStep {
  readonly state: SubmitKeyState
  /** `send` now, `sendAfter` the browser has put the last syllable into the field, `swallow` the key, or nothing. */
  readonly does: 'send' | 'sendAfter' | 'swallow' | 'nothing'
}

export const submitKeyStart: SubmitKeyState = { isComposing: false, isSendDue: false, isSpent: false }

/** @param event `isSending`: whether this Enter, with its modifiers, is one that sends in this field. */
export const stepSubmitKey = (state: SubmitKeyState, event: SubmitKeyEvent): SubmitKeyStep => {
  if (event.type === 'compositionstart') return { state: { ...state, isComposing: true }, does: 'nothing' }
  if (event.type === 'compositionend') {
    const ended = { ...state, isComposing: false }
    if (!state.isSendDue) return { state: ended, does: 'nothing' }
    return { state: { ...ended, isSendDue: false, isSpent: true }, does: 'sendAfter' }
  }
  if (!event.isEnter) return { state, does: 'nothing' }
  if (event.type === 'keyup') return { state: { ...state, isSpent: false }, does: 'nothing' }
  if (!event.isSending) return { state, does: 'nothing' }
  if (state.isSpent) return { state, does: 'swallow' }
  if (state.isComposing) return { state: { ...state, isSendDue: true }, does: 'nothing' }
  // Safari: the composition has ended already, the key still says 229; its text is in the field by the next turn.
  if (event.isComposing) return { state: { ...state, isSpent: true }, does: 'sendAfter' }
  return { state: { ...state, isSpent: true }, does: 'send' }
}
