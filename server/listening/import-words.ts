/** Words of exports for what we have labels for: sentiments, languages, kinds. */
import type { Item } from '../../contract/channels.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'

const sentiments: readonly (readonly [RegExp, SentimentLabel])[] = [
  [/^(positive|pos|good|긍정(적)?|1|\+1?|\+)$/i, 'positive'],
  [/^(negative|neg|bad|부정(적)?|-1|-)$/i, 'negative'],
  [/^(neutral|neu|중립(적)?|0|none|not rated|unknown|중성)$/i, 'neutral'],
  [/^(mixed|혼재|섞임|혼합|복합)$/i, 'mixed'],
]

export const sentimentOfWord = (word: string): SentimentLabel | null => {
  const plain = word.trim().replace(/^(\d)\.0$/, '$1')
  return sentiments.find(([form]) => form.test(plain))?.[1] ?? null
}

const languages: Readonly<Record<string, string>> = {
  korean: 'ko',
  한국어: 'ko',
  국문: 'ko',
  kor: 'ko',
  english: 'en',
  영어: 'en',
  eng: 'en',
  japanese: 'ja',
  일본어: 'ja',
  jpn: 'ja',
  chinese: 'zh',
  중국어: 'zh',
  spanish: 'es',
  french: 'fr',
  german: 'de',
  portuguese: 'pt',
  indonesian: 'id',
  vietnamese: 'vi',
  thai: 'th',
  russian: 'ru',
}

/** BCP 47 of a language's name or code; null for what is neither. */
export const languageOfWord = (word: string): string | null => {
  const plain = word.trim().toLowerCase().replace('_', '-')
  if (languages[plain]) return languages[plain]
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})?$/.test(plain) ? plain : null
}

const kinds: readonly (readonly [RegExp, Item['kind']])[] = [
  [/^(reply|답글)$/i, 'reply'],
  [/^(comment|댓글)$/i, 'comment'],
  [/^(quote|quoted|인용)$/i, 'quote'],
  [/^(article|기사)$/i, 'article'],
  [/^(message|메시지)$/i, 'message'],
  [/^(post|게시물|글|tweet)$/i, 'post'],
]

const articles: ReadonlySet<string> = new Set(['news', 'blog', 'naver_blog', 'tistory', 'brunch', 'podcast', 'web'])

/** What kind of thing a row is: as it says, else by its channel. */
export const kindOfWord = (word: string, channel: string, isAnswer: boolean): Item['kind'] =>
  kinds.find(([form]) => form.test(word.trim()))?.[1] ??
  (isAnswer ? 'reply' : articles.has(channel) ? 'article' : 'post')
