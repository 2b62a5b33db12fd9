/** Pure: finding a label by what was typed so far. */
import { disassemble, getChoseong } from 'es-hangul'

/** Pure: whether a label answers what was typed, by letters in progress (`듣ㄱ`) or first consonants (`ㄷㄱ`). */
export const answers = (label: string, typed: string): boolean => {
  const wanted = typed.trim().toLowerCase()
  const held = label.toLowerCase()
  return held.includes(wanted) || disassemble(held).includes(disassemble(wanted)) || getChoseong(held).includes(wanted)
}
