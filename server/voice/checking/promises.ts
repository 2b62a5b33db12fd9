/**
 * Promises that conflict with what we told others on the same question: another term, another amount, free against paid,
 * a refund against an exchange, yes against no.
 */
import { tokenise } from '../../understanding/index.ts'
import { type Amount, amountsOf } from './amounts.ts'
import { type Check, faultAt, type Language, type Parted } from './draft.ts'
import { clausesOf, type Sentence, sentencesOf } from './parts.ts'

const why = {
  ko: (said: string) =>
    `같은 문의에 다른 고객께는 “${said}”라고 안내했습니다. 답이 서로 다르면 둘 다 믿기 어려워집니다.`,
  en: (said: string) => `On the same question we told others “${said}”. Two answers make neither believable.`,
}

/** Words that say what an amount is about; a group holds what may be told in each other's words. */
const subjectGroups: Readonly<Record<Language, readonly (readonly [string, RegExp])[]>> = {
  ko: [
    ['fee', /배송비|배송료|택배비|반송비|왕복\s*(?:배송|택배)|운송비|운임/],
    [
      'charge',
      /수수료|위약금|수리비|출장비|점검비|설치비|해지\s*비용|변경\s*비용|연체료|보증금|이용료|요금|교체\s*비용|연회비|추가\s*비용|비용|가격|금액/,
    ],
    ['gift', /쿠폰|포인트|적립금|마일리지|캐시|상품권|기프티콘/],
    ['off', /할인/],
    ['answer', /답변|회신|연락|안내|전화/],
    ['money', /환불|환급|입금|취소|결제|승인|카드사/],
    ['exchange', /교환|반품|회수|수거/],
    ['send', /출고|발송|선적/],
    ['arrive', /배송|도착|수령|배달|받아보|받아\s*보/],
    ['repair', /수리|점검|AS|A\/S|서비스센터|부품/],
    ['warranty', /보증|워런티/],
    ['stock', /입고|재입고|품절/],
    ['open', /영업|운영|오픈|마감|입장|체크인|체크아웃|상담\s*시간|점심/],
    ['expiry', /유효\s*기간|사용\s*기한|만료|소멸/],
  ],
  en: [
    ['fee', /shipping|delivery fee|postage/i],
    ['charge', /\bfees?\b|charge|cost|price/i],
    ['gift', /coupon|voucher|credit|points|gift card/i],
    ['off', /discount|\boff\b/i],
    ['answer', /repl(?:y|ied)|respon|get back|contact|hear (?:from|back)/i],
    ['money', /refund|reimburse|money back|bank|card/i],
    ['exchange', /exchange|return|swap|replace/i],
    ['send', /ship(?:s|ped)?\b|dispatch|leave our/i],
    ['arrive', /deliver|arriv|reach you|receive/i],
    ['repair', /repair|fix|technician|service/i],
    ['warranty', /warranty|guarantee/i],
    ['stock', /stock|restock/i],
    ['open', /open|close|check-?in|check-?out|hours/i],
    ['expiry', /expire|valid/i],
  ],
}

interface Claim extends Amount {
  readonly subjects: readonly string[]
}

const subjectsOf = (text: string, language: Language): string[] =>
  subjectGroups[language].filter(([, find]) => find.test(text)).map(([name]) => name)

const claimsOf = (sentences: readonly Sentence[], language: Language): Claim[] =>
  sentences.flatMap(sentence =>
    clausesOf(sentence).flatMap(clause => {
      const near = subjectsOf(clause.text, language)
      const subjects = near.length > 0 ? near : subjectsOf(sentence.text, language)
      return amountsOf(clause.text, language).map(amount => ({
        ...amount,
        from: amount.from + clause.from,
        to: amount.to + clause.from,
        subjects,
      }))
    }),
  )

const isComparable = (a: Claim, b: Claim): boolean => {
  if (a.unit !== b.unit || a.of !== b.of) return false
  // Minutes and months are told of different things, even in the same sentence.
  if (a.unit === 'hours' && Math.max(a.high, 1) / Math.max(b.high, 1) > 90) return false
  return a.subjects.length === 0 || b.subjects.length === 0 || a.subjects.some(one => b.subjects.includes(one))
}

const agrees = (a: Claim, b: Claim): boolean => {
  const isBusiness = /영업일|근무일|business|working/i
  if (a.unit === 'clock') return a.low % 720 === b.low % 720 && (a.low === b.low || Math.abs(a.low - b.low) === 720)
  if (a.unit === 'hours' && isBusiness.test(a.written) !== isBusiness.test(b.written)) {
    const stretch = (claim: Claim) =>
      isBusiness.test(claim.written) ? { low: claim.low, high: claim.high * 1.4 } : claim
    return stretch(a).low <= stretch(b).high && stretch(b).low <= stretch(a).high
  }
  return (a.low >= b.low && a.high <= b.high) || (b.low >= a.low && b.high <= a.high)
}

/** An amount that no comparable amount told before agrees with, where there is one. */
const amountConflicts = (draft: Parted, saidSentences: readonly (readonly Sentence[])[]) => {
  const mine = claimsOf(draft.sentences, draft.language)
  const theirs = saidSentences.flatMap((sentences, at) =>
    claimsOf(sentences, draft.language).map(claim => ({ claim, said: draft.said[at]! })),
  )
  const taken = theirs.filter(({ claim }) => mine.some(one => isComparable(one, claim) && agrees(one, claim)))
  for (const one of mine) {
    const against = theirs.filter(({ claim }) => isComparable(one, claim))
    if (against.length === 0 || against.some(({ claim }) => agrees(one, claim))) continue
    // Where every amount told before is in the draft too, another amount is one more detail.
    if (against.every(pair => taken.includes(pair))) continue
    const other = against.find(pair => !taken.includes(pair)) ?? against[0]!
    return [
      faultAt('conflicting_promise', one.from, one.to, why[draft.language](shorten(other.said)), other.claim.written),
    ]
  }
  return []
}

/** What was found where: a match, or a word. */
interface Place {
  readonly 0: string
  readonly index: number
}

interface Stand {
  readonly topic: string
  readonly yes: boolean
  readonly condition: string
  /** Follows from another thing being the only one. */
  readonly isOnly: boolean
  readonly from: number
  readonly to: number
}

const koNo =
  /불가|안\s*(?:됩|되|돼|된|됨|됐)|어렵|어려|힘듭|힘들|(?:수|예정|계획|방법)(?:가|는|은|이|도)?\s*없|못\s*(?:합|해|하|드)|않습|않아요|않고|않으|않는|제외|금지|받지\s*않|대상이\s*아|해당되지|없습니다|없어요|없고|없으며|없지만|품절|단종|중단|종료/
const koYes =
  /가능(?!성|\s*여부|한지)|드리겠|드릴게|드립니다|드려요|드렸|수\s*(?:도\s*)?있|드릴\s*예정|됩니다|돼요|되세요|됐습니다|되었습니다|해\s*줍니다|합니다|있습니다|있어요|예정입니다|예정이에요|하시면\s*됩|진행하겠|처리하겠|적용돼|포함/
const koTopics =
  /전액\s*환불|부분\s*환불|환불|교환|반품|취소|수리|재발송|보상|쿠폰|할인|적립|변경|연장|해지|배송|재입고|입고|예약|주차|반려동물|동반|포장|양도|이월|중복|합배송|픽업|충전|환승|이전|설치|대여|입장|현금영수증|세금계산서|재발급|해외\s*(?:배송|직구|결제)|방문\s*수령|당일\s*배송|새벽\s*배송|무이자|할부|체험|각인|선물\s*포장|조식|와이파이|호환|방수|세탁|지원|제공|적용|사용|이용|유예|면제|분할|환급|업그레이드|복구|가입/g
const enNo =
  /\b(?:can(?:no|')t|cannot|can not|unable|not (?:able|possible|available|eligible|allowed|covered|offer\w*|included|refundable)|won'?t|don'?t|doesn'?t|do not|does not|no longer|isn'?t|aren'?t|never|non-?refundable|only exchanges?|no refunds?)\b/i
const enYes =
  /\b(?:can|will|we'?ll|i'?ll|happy to|able to|eligible|available|offer|offers|entitled|allowed|possible|covered|included|yes|has been|have been|processed|issued|going to|accept|support|get)\b/i
const enTopics =
  /\b(?:full refund|partial refund|refund|exchange|return|cancel|repair|replacement|replace|compensat\w+|coupon|voucher|credit|discount|points|upgrade|extend|extension|deliver\w*|ship\w*|restock|reservation|booking|parking|pets?|transfer|combine|pickup|install\w*|gift wrap\w*|breakfast|wi-?fi|late checkout|reschedul\w*|warranty|waive\w*|price match\w*|refill|trial)\b/gi
const conditions =
  /미?개봉|착용|사용\s*(?:후|흔적|이력)|세탁|단순\s*변심|불량|하자|파손|오배송|출고\s*(?:전|후)|발송\s*(?:전|후)|결제\s*(?:전|후)|경과|지나|이후|이전에|당일|주말|공휴일|제주|도서\s*산간|해외|정품|보증|기간\s*내|opened|unopened|worn|defect\w*|damaged|after|before|unless|if\b|weekend|holiday|sale|final/gi

const standsOf = (sentences: readonly Sentence[], language: Language): Stand[] =>
  sentences.flatMap(sentence =>
    clausesOf(sentence).flatMap(clause => {
      const no = (language === 'ko' ? koNo : enNo).test(clause.text)
      const yes = !no && (language === 'ko' ? koYes : enYes).test(clause.text)
      const topics = new Map<string, Place>(
        [...clause.text.matchAll(language === 'ko' ? koTopics : enTopics)].map(
          match => [canonical(match[0]), match] as const,
        ),
      )
      for (const [head, match] of headNouns(clause.text, language, no)) if (!topics.has(head)) topics.set(head, match)
      const condition = [...clause.text.matchAll(conditions)]
        .map(match => match[0].replace(/\s/g, '').toLowerCase())
        .sort()
        .join(' ')
      const place = (match: Place) => ({
        from: clause.from + match.index,
        to: clause.from + clause.text.trimEnd().length,
      })
      const stands: Stand[] = []
      for (const [topic, match] of topics) {
        if (isOnly(clause.text, match)) {
          stands.push({ topic, yes: true, condition, isOnly: false, ...place(match) })
          for (const other of remedies)
            if (other !== topic && !topics.has(other))
              stands.push({ topic: other, yes: false, condition, isOnly: true, ...place(match) })
        } else if (no || yes) stands.push({ topic, yes, condition, isOnly: false, ...place(match) })
      }
      return stands
    }),
  )

/** The nouns of the two 어절 before the yes or no, which say what may be done. */
const headNouns = (text: string, language: Language, isNo: boolean): (readonly [string, Place])[] => {
  const ends = { ko: [koYes, koNo], en: [enYes, enNo] }[language][isNo ? 1 : 0]!.exec(text)
  if (!ends || language === 'en') return []
  const words = tokenise(text.slice(0, ends.index + 1)).filter(one => one.kind === 'word' && one.from < ends.index)
  return words.slice(-2).flatMap(word => {
    const stem = word.stems[word.stems.length - 1] ?? word.surface
    const noun = canonical(stem.replace(/(?:하실|하시|되실|하|할|해|한|받으실|받)$/, ''))
    if (noun.length < 2 || generic.test(noun)) return []
    return [[noun, { 0: text.slice(word.from, word.to), index: word.from }] as const]
  })
}

const generic =
  /^(?:고객|고객님|확인|안내|문의|상품|제품|경우|모두|바로|오늘|내일|지금|현재|이번|다음|저희|언제든|직접|그대로|추가|처리|진행|도움|연락|답변|말씀|부분|방법|사항|내용|다시|함께|먼저|다른|모든|이후|이전|정도|기준|이상|이하|이내|원하|필요|아래|위해|통해|대해|따라|죄송|감사)/

const remedies = ['환불', '교환', 'refund', 'exchange']
const isOnly = (text: string, match: Place): boolean => {
  const after = text.slice(match.index + match[0].length)
  return (
    /^\s*만(?:을|이)?\s|^만$/.test(after) ||
    /\bonly\b/i.test(text.slice(Math.max(0, match.index - 12), match.index)) ||
    /^s?\s+only\b/i.test(after)
  )
}

const canonical = (topic: string): string => {
  const word = topic.replace(/\s+/g, '').toLowerCase()
  if (/^(?:구매|구입|판매)/.test(word)) return '구매'
  if (/환불|환급|refund/.test(word)) return /refund/.test(word) ? 'refund' : '환불'
  if (/replace/.test(word)) return 'exchange'
  if (/^giftwrap/.test(word)) return 'giftwrap'
  if (/^(deliver|ship|install|compensat|waive|reschedul)/.test(word))
    return word.replace(/^(deliver|ship|install|compensat|waive|reschedul).*/, '$1')
  return word
}

const answerOpposite = (draft: Parted, saidSentences: readonly (readonly Sentence[])[]) => {
  const mine = standsOf(draft.sentences, draft.language)
  const theirs = saidSentences.flatMap((sentences, at) =>
    standsOf(sentences, draft.language).map(stand => ({ stand, said: draft.said[at]! })),
  )
  for (const one of mine) {
    if (mine.some(other => other.topic === one.topic && other.yes !== one.yes)) continue
    const about = theirs.filter(
      ({ stand }) => stand.topic === one.topic && (stand.condition === one.condition || one.isOnly || stand.isOnly),
    )
    if (about.length === 0 || about.some(({ stand }) => stand.yes === one.yes)) continue
    const other = about[0]!
    return [
      faultAt(
        'conflicting_promise',
        one.from,
        one.to,
        why[draft.language](shorten(other.said)),
        draft.said.length > 0 ? sentenceAbout(other.said, other.stand) : '',
      ),
    ]
  }
  return []
}

const sentenceAbout = (said: string, stand: Stand): string =>
  sentencesOf(said).find(sentence => sentence.from <= stand.from && stand.to <= sentence.to)?.text ?? said

/** Free against paid, full against part, one remedy against another. */
const opposed: Readonly<Record<Language, readonly (readonly [RegExp, RegExp])[]>> = {
  ko: [
    [
      /(?:모든|모두|전원|누구나|전부|참여하신\s*분\s*모두|빠짐없이)[^.!?]{0,20}(?:드리|드립|드려|증정|받으|지급|가능|제공)/,
      /선착순|추첨|한정|일부|당첨되신|(?:\d+)\s*(?:분|명)(?:께|에게)?만?/,
    ],
    [
      /(?:정상\s*영업|정상\s*운영|평소처럼|엽니다|열어요|영업합니다|운영합니다|영업해요|운영해요|문을\s*열)/,
      /(?:쉽니다|쉬어요|휴무|휴점|휴관|문을\s*닫|열지\s*않|운영하지\s*않|영업하지\s*않)/,
    ],
    [
      /포함(?:되어|돼|됩|되며|된|입니다|이에요|하여)|무료(?!\s*(?:가|는|로는)\s*(?:아닙|어렵|불가))|무상|비용\s*없이|저희(?:가|\s*쪽에서|\s*측에서)?\s*(?:전액\s*)?부담|면제|추가\s*(?:비용|요금)(?:은|이)?\s*(?:없|발생하지)/,
      /유료|유상|(?:따로|별도로?)\s*(?:의\s*)?(?:받|내셔|결제|구매|요금|비용|계산|부과)|(?:비용|요금|배송비|수수료|위약금|수리비|금액)(?:이|은|는|을|를)?\s*(?:별도로\s*)?(?:발생합|발생해|발생됩|부과|청구|부담해|부담하셔|내셔야|있습니다|추가)|고객님(?:께서|이)?\s*(?:전액\s*)?부담|고객\s*부담|(?:왕복|편도|배송비|수수료|비용|요금|수리비|출장비|위약금)[^.]{0,12}\d[\d,]*\s*(?:만|천)?\s*원|\d[\d,]*\s*(?:만|천)?\s*원(?!\s*(?:이상|할인|적립|쿠폰|환급|보상|상당|을?\s*(?:드|할인|적립|환급|보상|넣)))/,
    ],
    [
      /전액\s*(?:을\s*)?(?:환불|보상|환급|취소)/,
      /부분\s*환불|일부(?:만|를|\s*금액)?\s*(?:환불|보상|환급)|\d+\s*%\s*(?:만\s*)?(?:환불|환급|보상)|차감\s*(?:후|하고|한)|제외(?:하고|한|된)[^.]{0,12}환불/,
    ],
    [
      /환불(?!\s*(?:은|이|을|도)?\s*(?:어렵|불가|안|대신))(?:을|은|이|로|도|까지|해|\s)*[^.]{0,10}(?:드리|드릴|드렸|처리|가능|진행|됩니다)/,
      /교환만|수리만|쿠폰만|적립금으로만|포인트로만|교환으로만/,
    ],
  ],
  en: [
    [
      /\b(?:free(?: of charge)?|without (?:a |any )?(?:fee|charge|cost)|no (?:extra |additional )?(?:charge|cost|fee)|complimentary|at our expense|on us|we(?:'ll| will)? cover|waived?)\b/i,
      /[$£€]\s?\d|\b(?:fee (?:of|applies|will)|will be charged|you(?:'ll| will)? (?:need|have) to (?:pay|cover)|at your (?:own )?expense|paid|costs? \d|charge of|non-refundable fee|customer pays|you pay|surcharge)\b/i,
    ],
    [
      /\bfull(?:y)? refund|refund(?:ed)? in full|full amount|100%/i,
      /\bpartial(?:ly)? refund|part of|\b(?:[1-9]\d?)% (?:refund|back|of)|minus|less (?:a|the)|store credit|restocking fee/i,
    ],
    [
      /\brefund(?:s|ed)?\b(?!\s*(?:is|are)?\s*(?:not|un))/i,
      /\b(?:exchange|replacement|store credit|repair)s? only|only (?:an? )?(?:offer |provide |give )?(?:an? )?(?:exchange|replacement|store credit|repair)|no refunds?\b/i,
    ],
  ],
}

const findOpposed = (draft: Parted) => {
  for (const [a, b] of opposed[draft.language]) {
    for (const [mineHas, theirsHas] of [
      [a, b],
      [b, a],
    ] as const) {
      const hit = mineHas.exec(draft.text)
      if (!hit || theirsHas.test(draft.text)) continue
      const said = draft.said.find(one => theirsHas.test(one) && !mineHas.test(one))
      if (said === undefined || draft.said.some(one => mineHas.test(one))) continue
      if (draft.language === 'ko' && !shareSubject(draft.text, said)) continue
      return [
        faultAt(
          'conflicting_promise',
          hit.index,
          hit.index + hit[0].length,
          why[draft.language](shorten(said)),
          theirsHas.exec(said)![0],
        ),
      ]
    }
  }
  return []
}

/** The same group of subjects, or a noun that both name. */
const shareSubject = (text: string, said: string): boolean => {
  const mine = subjectsOf(text, 'ko')
  if (subjectsOf(said, 'ko').some(one => mine.includes(one))) return true
  const nouns = new Set(tokenise(text).flatMap(one => one.stems.filter(stem => stem.length > 1 && !generic.test(stem))))
  return tokenise(said).some(one => one.stems.some(stem => nouns.has(stem)))
}

const offers: Readonly<Record<Language, readonly (readonly [string, RegExp])[]>> = {
  ko: [
    ['환불', /(?:환불|결제\s*취소|환급)[^.!?]{0,14}(?:드리|드릴|드렸|드려|처리|진행|가능|완료|됩니다)/],
    [
      '교환',
      /(?:교환|새\s*(?:상품|제품)|재발송|다시\s*보내|맞교환)[^.!?]{0,14}(?:드리|드릴|드렸|드려|처리|진행|가능|발송)/,
    ],
    ['수리', /(?:수리|AS|A\/S|부품\s*교체)[^.!?]{0,14}(?:드리|드릴|드렸|드려|처리|진행|가능)/],
    ['쿠폰', /(?:쿠폰|할인권)[^.!?]{0,14}(?:드리|드릴|드렸|드려|지급|발급|제공|넣어)/],
    ['현금', /현금[^.!?]{0,14}(?:드리|드릴|드렸|드려|지급|보상)/],
    ['할인', /(?:요금|금액|다음\s*[가-힣]{1,3})\s*[^.!?]{0,6}할인[^.!?]{0,14}(?:드리|드릴|드렸|드려|보상)/],
    ['적립금', /(?:포인트|적립금|마일리지|캐시)[^.!?]{0,14}(?:드리|드릴|드렸|드려|지급|적립|제공|넣어)/],
  ],
  en: [
    ['refund', /\brefund/i],
    ['exchange', /\b(?:exchange|replacement|replace|new one|resend|reship)/i],
    ['repair', /\brepair/i],
    ['credit', /\b(?:store credit|voucher|coupon|gift card|credit)/i],
    ['points', /\bpoints\b/i],
  ],
}

/** Remedies offered in the draft of which none was offered to others, who got another one. */
const findOtherRemedy = (draft: Parted) => {
  const offered = (text: string) => offers[draft.language].filter(([, find]) => find.test(text)).map(([name]) => name)
  const mine = offered(draft.text)
  if (mine.length === 0) return []
  const said = draft.said.find(one => offered(one).length > 0)
  if (said === undefined) return []
  const theirs = draft.said.flatMap(offered)
  if (mine.some(one => theirs.includes(one))) return []
  const hit = offers[draft.language].find(([name]) => name === mine[0])![1].exec(draft.text)!
  return [
    faultAt(
      'conflicting_promise',
      hit.index,
      hit.index + hit[0].length,
      why[draft.language](shorten(said)),
      sentencesOf(said).find(one => offered(one.text).length > 0)?.text ?? said,
    ),
  ]
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

export const conflictingPromise: Check = draft => {
  if (draft.said.length === 0) return []
  const said = draft.said.map(sentencesOf)
  for (const find of [amountConflicts, answerOpposite]) {
    const faults = find(draft, said)
    if (faults.length > 0) return faults
  }
  const opposite = findOpposed(draft)
  return opposite.length > 0 ? opposite : findOtherRemedy(draft)
}
