/** What a post says that its writer needs, and what it takes for granted: told by how the sentence is built. */

import { dullWords } from './dull-words.ts'
import { nounOf } from './search.ts'
import { tokenise } from './words.ts'

export type StatementKind = 'need' | 'preconception'

/** One sentence that states something. `from` and `to` are offsets in the text; `nouns` are what it is about, in order. */
export interface Statement {
  readonly kind: StatementKind
  readonly from: number
  readonly to: number
  readonly nouns: readonly string[]
}

/** A wish, a request for a change, something that is missing. */
const needs = [
  /(으면|면|다면)\s?(더\s)?(정말\s|진짜\s|참\s)?(좋겠|좋을|편하겠|편할|낫겠|감사하겠|소원)/,
  /(해|어|아|여|려|춰|둬|줄여|늘려|바꿔|넣어|만들어|고쳐|알려|보여|내|세워)\s?(주세요|주시면|주십시오|주실|줬으면|주면|줘요|줘라|줘)(\s|[.!~?]|$)/,
  /(이|가|도)\s(꼭\s)?(필요하|필요해|필요합|있어야|있으면|있었으면|생기면|나오면|나왔으면)/,
  /(하고|쓰고|사고|먹고|갖고)\s?싶(은데|어요|습니다|다)/,
  /\b(i|we) (wish|hope)\b|\bwould (be|make|help|love|like)\b|\bplease (add|let|make|bring|put|give|allow|offer|keep|fix)\b|\b(should|could you) (add|have|let|make|offer|bring|give)\b|\bneeds? (a|an|to|more)\b|\bif only\b/i,
]

/** What a service is asked to do for one person: that is a case and no need of many. */
const cases =
  /((환불|처리|답변|연락|확인|취소|교환|보상|조치|해결|전화|사과|정지|안내|설명|접수)(을|를)?\s?(좀\s)?해|알려|보여|보내|봐|불러)\s?(주|줘)/

/** What is held to be so before it is looked at: always, all of them, as everybody knows, I had thought. */
const preconceptions = [
  /[가-힣]\s줄\s?(만\s|로\s)?(알았|아는)/,
  /(그럴|이럴|저럴)\s?줄\s?알았/,
  /(은|는)\s(원래|역시|어차피|맨날|항상|늘|무조건|하나같이|죄다|다들)\s/,
  /^(역시|원래|어차피)\s/,
  /(은|는)\s다\s(그래|그렇|똑같|거기서|비슷)/,
  /(편견|선입견|고정관념|색안경)/,
  /(이)?라(길래|고\s해서|더니)\s/,
  /(비싸기만|비싼|싼)\s(게|건|거|것)\s?(다|이유|비지떡)/,
  /\b(i|we) (had )?(always )?(thought|assumed|expected|figured)\b|\beveryone (knows|says)\b|\b(they|these|those) (are|'re) all\b|\bare always\b|\bas (always|usual|expected)\b|\bstereotype\b/i,
]

/** The statements of a text, sentence by sentence, in their order. A sentence that is both counts as a need. */
export function statementsOf(text: string): Statement[] {
  const found: Statement[] = []
  for (const { from, to } of sentencesOf(text)) {
    const sentence = text.slice(from, to)
    const kind =
      isOneOf(needs, sentence) && !cases.test(sentence)
        ? 'need'
        : isOneOf(preconceptions, sentence)
          ? 'preconception'
          : undefined
    if (kind === undefined) continue
    const nouns = aboutOf(sentence)
    if (nouns.length > 0) found.push({ kind, from, to, nouns })
  }
  return found
}

function isOneOf(patterns: readonly RegExp[], sentence: string): boolean {
  return patterns.some(pattern => pattern.test(sentence))
}

/** A sentence is looked at so far: longer ones are lists and scraped text. */
const longest = 300

/** Sentences as offsets, cut after . ! ? … and at line breaks. */
function sentencesOf(text: string): { from: number; to: number }[] {
  const cuts: { from: number; to: number }[] = []
  for (const piece of text.matchAll(/[^.!?…\n]+[.!?…]*/g)) {
    const lead = piece[0].length - piece[0].trimStart().length
    const sentence = piece[0].trim()
    if (sentence.length > 3 && sentence.length <= longest)
      cuts.push({ from: piece.index + lead, to: piece.index + lead + sentence.length })
  }
  return cuts
}

function aboutOf(sentence: string): string[] {
  const nouns = new Set<string>()
  for (const token of tokenise(sentence)) {
    if (token.kind === 'url' || token.kind === 'handle') continue
    const noun = nounOf(token)
    if (noun !== null && noun.length >= 2 && noun.length <= 12 && !dullWords.has(noun) && !/\d/.test(noun))
      nouns.add(noun)
  }
  return [...nouns]
}
