/** What a draft has against a workspace's own tone guide: words it avoids, promises nobody makes, its honorific level. */
import type { Fault } from '../../../contract/voice/drafts.ts'
import type { Guide } from '../../../contract/voice/guides.ts'
import { faultAt, languageOf } from './draft.ts'
import { sentencesOf } from './parts.ts'
import { bareEnd, speechLevel } from './speech.ts'

export const checkByGuide = (text: string, guide: Guide): Fault[] => {
  const language = languageOf(text)
  const isKo = language === 'ko'
  const faults: Fault[] = []
  for (const { say, instead } of guide.avoid) {
    for (const [from, to] of placesOf(text, say)) {
      const why = isKo ? `톤 가이드에서 쓰지 않기로 한 말입니다: ‘${say}’.` : `The tone guide avoids “${say}”.`
      faults.push(faultAt('tone', from, to, why, instead))
    }
  }
  for (const promise of guide.forbidden) {
    for (const [from, to] of placesOf(text, promise)) {
      const why = isKo ? '톤 가이드에서 하지 않기로 한 약속입니다.' : 'The tone guide forbids this promise.'
      const better = isKo ? '확인하는 대로 정확히 안내해 드리겠습니다' : 'We will come back to you with a firm answer'
      faults.push(faultAt('conflicting_promise', from, to, why, better))
    }
  }
  if (isKo && guide.level !== 'any') faults.push(...levelFaults(text, guide.level))
  return faults.filter(
    (one, at) => !faults.slice(0, at).some(other => other.span[0] < one.span[1] && one.span[0] < other.span[1]),
  )
}

/** Where a phrase stands, whatever its case; white space between its words is free. */
const placesOf = (text: string, phrase: string): [number, number][] => {
  const pattern = phrase
    .trim()
    .split(/\s+/)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s*')
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(match => [match.index, match.index + match[0].length])
}

/** Sentences in the other one of the two polite levels; 안녕하세요 is a greeting of both. */
const levelFaults = (text: string, level: 'formal' | 'polite'): Fault[] =>
  sentencesOf(text).flatMap(sentence => {
    const told = speechLevel(sentence)
    const other = level === 'formal' ? 'polite' : 'formal'
    if (told !== other || /안녕하(?:세요|십니까)|감사합니다|죄송합니다/.test(sentence.text)) return []
    const end = bareEnd(sentence.text)
    const from = sentence.from + Math.max(0, end.lastIndexOf(' ') + 1)
    const why = level === 'formal' ? '톤 가이드의 말끝은 ‘-습니다’입니다.' : '톤 가이드의 말끝은 ‘-해요’입니다.'
    const word = text.slice(from, sentence.from + end.length)
    return [faultAt('honorific', from, sentence.from + end.length, why, turned(word, level))]
  })

const turned = (word: string, level: 'formal' | 'polite'): string =>
  level === 'formal'
    ? word
        .replace(/드려요$/, '드립니다')
        .replace(/드릴게요$/, '드리겠습니다')
        .replace(/주세요$/, '주십시오')
        .replace(/돼요$/, '됩니다')
        .replace(/해요$/, '합니다')
        .replace(/([았었했겠있없])어요$/, '$1습니다')
        .replace(/(?:이에요|예요)$/, '입니다')
    : word
        .replace(/드립니다$/, '드려요')
        .replace(/드리겠습니다$/, '드릴게요')
        .replace(/주십시오$/, '주세요')
        .replace(/됩니다$/, '돼요')
        .replace(/합니다$/, '해요')
        .replace(/([았었했겠있없])습니다$/, '$1어요')
        .replace(/입니다$/, '이에요')
