/** Pure: the lists of the tone guide as people type them, a line each. */
import type { Guide } from '../../contract/voice/guides.ts'

export const readLines = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)

/** `말 → 대신 쓸 말`, with an arrow of either kind; without one the word is only avoided. */
export const readAvoid = (text: string): Guide['avoid'] =>
  readLines(text)
    .map(line => {
      const [say = '', instead = ''] = line.split(/\s*(?:→|->|=>)\s*/)
      return { say, instead }
    })
    .filter(one => one.say !== '')

export const avoidText = (avoid: Guide['avoid']): string =>
  avoid.map(one => (one.instead ? `${one.say} → ${one.instead}` : one.say)).join('\n')
