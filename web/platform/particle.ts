/** Pure: Korean particles that fit the word before them, also after digits, Latin letters and quotation marks. */
import { josa } from 'es-hangul'

export const particlePairs = [
  '을/를',
  '이/가',
  '은/는',
  '와/과',
  '으로/로',
  '이나/나',
  '이란/란',
  '이에요/예요',
] as const
export type ParticlePair = (typeof particlePairs)[number]

const digitSounds: Readonly<Record<string, string>> = {
  0: '영',
  1: '일',
  2: '이',
  3: '삼',
  4: '사',
  5: '오',
  6: '육',
  7: '칠',
  8: '팔',
  9: '구',
}

/**
 * The word with its particle: `하늘상점을`, `메아리를`, `3으로`, `“용기”가`. A Latin word is judged by how its last
 * letters sound in Korean (`l`, `m`, `n`, `ng` close the syllable; so do short `b`, `c`, `k`, `p`, `t`).
 */
export const withParticle = (word: string, pair: ParticlePair): string => {
  const sound = lastSound(word)
  return word + josa.pick(sound, pair)
}

const lastSound = (word: string): string => {
  const bare = word.replace(/[^\p{L}\p{N}]+$/u, '')
  const last = bare.at(-1) ?? ''
  if (digitSounds[last]) return digitSounds[last]
  if (/[가-힣]/.test(last)) return last
  return latinSound(bare.toLowerCase())
}

const latinSound = (word: string): string => {
  if (/l$/.test(word) && !/le$/.test(word)) return '을'
  if (/(?:[mn]|ng)$/.test(word)) return '은'
  if (/[aeiou][bckpt]$/.test(word)) return '악'
  return '아'
}
