/** Wires `submit-key` to a field: Enter (or ⌘Enter) sends exactly once, also in the middle of a Hangul syllable. */
import type { CompositionEvent, FormEvent, KeyboardEvent } from 'react'
import { useRef } from 'react'
import { type SubmitKeyEvent, stepSubmitKey, submitKeyStart } from './submit-key.ts'

type FieldElement = HTMLInputElement | HTMLTextAreaElement

export interface SubmitKeys<E extends FieldElement> {
  readonly onKeyDown: (event: KeyboardEvent<E>) => void
  readonly onKeyUp: (event: KeyboardEvent<E>) => void
  readonly onCompositionStart: (event: CompositionEvent<E>) => void
  readonly onCompositionEnd: (event: CompositionEvent<E>) => void
  readonly onBeforeInput: (event: FormEvent<E>) => void
}

/**
 * @param send gets the text that is in the field, the last syllable included.
 * @param how `enter`: Enter sends and Shift+Enter breaks the line; `mod`: ⌘/Ctrl+Enter sends.
 */
export const useSubmitKey = <E extends FieldElement>(
  send: ((text: string) => void) | undefined,
  how: 'enter' | 'mod',
): SubmitKeys<E> | Record<never, never> => {
  const state = useRef(submitKeyStart)
  if (!send) return {}

  const step = (event: SubmitKeyEvent, element: E, prevent: () => void) => {
    const next = stepSubmitKey(state.current, event)
    state.current = next.state
    if (next.does === 'nothing') return
    prevent()
    if (next.does === 'send') send(element.value)
    if (next.does === 'sendAfter') setTimeout(() => send(element.value), 0)
  }
  const isSending = (event: KeyboardEvent<E>) =>
    how === 'mod'
      ? event.metaKey || event.ctrlKey
      : !event.shiftKey && !event.altKey && !event.metaKey && !event.ctrlKey
  const isEnter = (event: KeyboardEvent<E>) =>
    event.key === 'Enter' || event.code === 'Enter' || event.code === 'NumpadEnter'

  return {
    onKeyDown: event =>
      step(
        {
          type: 'keydown',
          isEnter: isEnter(event),
          isComposing: event.nativeEvent.isComposing || event.keyCode === 229,
          isSending: isSending(event),
        },
        event.currentTarget,
        () => event.preventDefault(),
      ),
    onKeyUp: event => step({ type: 'keyup', isEnter: isEnter(event) }, event.currentTarget, () => {}),
    onCompositionStart: event => step({ type: 'compositionstart' }, event.currentTarget, () => {}),
    onCompositionEnd: event => step({ type: 'compositionend' }, event.currentTarget, () => {}),
    onBeforeInput: event => {
      // The line break that some browsers add after a composed Enter belongs to the Enter that has sent already.
      const kind = (event.nativeEvent as InputEvent).inputType
      const isBreak = kind === 'insertLineBreak' || kind === 'insertParagraph'
      if (isBreak && (state.current.isSpent || state.current.isSendDue)) event.preventDefault()
    },
  }
}
