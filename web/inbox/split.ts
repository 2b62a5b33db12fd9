/** Pure: a text that is too long for one message, in parts that are not; cut where people pause. */
import { lengthIn, type TextLimit } from './measure.ts'

const segmenter = new Intl.Segmenter('ko', { granularity: 'grapheme' })

/** Where a part may end, the best place first: a paragraph, a sentence, a line, a space. */
const pauses = [/\n\s*\n/gu, /[.!?。…]["'”’)]?(?=\s)/gu, /\n/gu, /\s/gu]
/** A part shorter than this share of the room is not worth its pause. */
const leastShare = 0.5

/** Parts in their order, trimmed, none empty, each within the limit; a word longer than the room is cut between signs. */
export const splitText = (text: string, limit: TextLimit): string[] => {
  const parts: string[] = []
  let rest = text.trim()
  while (lengthIn(rest, limit.unit) > limit.length) {
    const room = fitting(rest, limit)
    const cut = pauseIn(rest, room) ?? room
    if (cut === 0) break
    parts.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return rest === '' ? parts : [...parts, rest]
}

/** How many UTF-16 units from the start fit, not cutting through what people see as one sign. */
const fitting = (text: string, limit: TextLimit): number => {
  let used = 0
  for (const { segment, index } of segmenter.segment(text)) {
    used += lengthIn(segment, limit.unit)
    if (used > limit.length) return index
  }
  return text.length
}

const pauseIn = (text: string, room: number): number | null => {
  // One sign more: a sentence may end right at the end of the room.
  const head = text.slice(0, room + 1)
  for (const pause of pauses) {
    const ends = [...head.matchAll(pause)].map(match => match.index + match[0].length).filter(end => end <= room)
    const last = ends.at(-1)
    if (last !== undefined && last >= room * leastShare) return last
  }
  return null
}
