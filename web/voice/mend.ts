/** Pure: parts of a draft between its faults, and the draft with one fault mended. */
import type { Fault } from '../../contract/voice/drafts.ts'

export interface DraftPart {
  readonly text: string
  readonly fault: Fault | null
}

/** The draft cut where faults begin and end; of two that overlap the first is drawn. */
export const partsOf = (text: string, faults: readonly Fault[]): DraftPart[] => {
  const parts: DraftPart[] = []
  let at = 0
  for (const fault of [...faults].sort((a, b) => a.span[0] - b.span[0])) {
    const [from, to] = fault.span
    if (from < at || to > text.length) continue
    if (from > at) parts.push({ text: text.slice(at, from), fault: null })
    parts.push({ text: text.slice(from, to), fault })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), fault: null })
  return parts
}

/** The draft with the better words in the fault's place; where they are empty, without a double space. */
export const mended = (text: string, fault: Fault): string => {
  const [from, to] = fault.span
  const before = text.slice(0, from)
  const after = text.slice(to)
  if (fault.better !== '') return before + fault.better + after
  return before.replace(/[ \t]+$/, '') + (before.trim() === '' ? after.trimStart() : after)
}

/** What tells a fault from others while the text around it changes. */
export const faultKey = (text: string, fault: Fault): string => `${fault.kind}:${text.slice(...fault.span)}`
