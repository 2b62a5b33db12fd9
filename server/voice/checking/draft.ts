/** A draft with what stands around it, and what every check says of it. */
import type { Fault, FaultKind } from '../../../contract/voice/drafts.ts'
import type { Sentence } from './parts.ts'

/** An answer before it is sent, and what its writer knows. */
export interface Draft {
  readonly text: string
  readonly public: boolean
  readonly customer: { readonly name: string }
  /** What the customer wrote, oldest first. */
  readonly thread: readonly string[]
  /** What we told others on the same question. */
  readonly said: readonly string[]
}

export type Language = 'ko' | 'en'

/** A draft, parted into sentences once for all checks. */
export interface Parted extends Draft {
  readonly language: Language
  readonly sentences: readonly Sentence[]
}

export type Check = (draft: Parted) => Fault[]

export const faultAt = (kind: FaultKind, from: number, to: number, why: string, better: string): Fault => ({
  kind,
  span: [from, to],
  why,
  better,
})

/** Korean where a quarter of the letters are Hangul: English brand names do not make an answer English. */
export const languageOf = (text: string): Language => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const hangul = text.match(/[가-힣ㄱ-ㅎㅏ-ㅣ]/g)?.length ?? 0
  return hangul > 0 && hangul * 4 >= letters ? 'ko' : 'en'
}

/** One way in which a fault shows: where, in which sentence not, why, and what to write instead of the match. */
export interface Sign {
  readonly find: RegExp
  /** The sentence must not say this. */
  readonly unless?: RegExp
  /** The sentence must say this too. */
  readonly along?: RegExp
  readonly why: string
  readonly better: string | ((match: RegExpMatchArray) => string)
  /** The whole sentence is what should be written anew, not the match alone. */
  readonly whole?: boolean
}

/** The first sign of each sentence; one fault a sentence is enough to mend it. */
export const findSigns = (
  kind: FaultKind,
  sentences: readonly Sentence[],
  signs: readonly Sign[],
  every = false,
): Fault[] => {
  const faults: Fault[] = []
  for (const sentence of sentences) {
    for (const sign of signs) {
      const match = sign.find.exec(sentence.text)
      if (!match || sign.unless?.test(sentence.text) || (sign.along && !sign.along.test(sentence.text))) continue
      const from = sign.whole ? sentence.from : sentence.from + match.index
      const to = sign.whole ? sentence.to : from + match[0].length
      if (faults.some(one => one.span[0] < to && from < one.span[1])) continue
      faults.push(faultAt(kind, from, to, sign.why, typeof sign.better === 'string' ? sign.better : sign.better(match)))
      if (!every) break
    }
  }
  return faults
}
