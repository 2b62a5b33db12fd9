/** Rules quoted at people: a rule as the ground of a refusal, and no way shown. Telling a rule that opens a way is help. */
import { type Check, faultAt, type Parted } from './draft.ts'
import type { Sentence } from './parts.ts'

const why = {
  ko: '규정을 이유로 막기만 하면 고객은 벽을 만난 느낌을 받습니다. 할 수 있는 일을 먼저 말해 주세요.',
  en: 'Quoting a rule as the reason shuts the door. Say first what can be done.',
}

const source =
  '(?:(?:환불|교환|반품|취소|배송|이용|내부|사내|회사|본사|당사|저희|운영|보상|서비스|관련|해당|예약|개인정보|보안|매장|계약|개통|렌탈|보증|수리|적립|할인|행사|이벤트|결제|안전|가입|점포|지점|업무|처리|현행|탑승|운송|여객|상담)\\s*)*(?:규정|규칙|규약|수칙|약관|정책|방침|내규|지침|매뉴얼|원칙|기준|법규|계약서|가이드라인|운영안|절차|프로세스|시스템|전산|조항|룰|계약\\s*조건)'

/** A rule that stands as a ground: 규정상, 약관에 따라, 방침이라, 정책이므로, 매뉴얼대로, 제7조에 의거. */
const ground = new RegExp(
  `${source}(?:\\s*(?:제\\s*)?\\d+\\s*조(?:\\s*(?:제\\s*)?\\d+\\s*항)?)?(?:에는?|으로는|로는)?\\s*(?:상|상으로|상으론|적으로|적으로는|에\\s*(?:따라|따르면|따르자면|의거|의해|의하면|의하여|근거|위배|위반|어긋|저촉|맞지|해당|없는|그렇게|분명히|이미|다\\s|명시|나와|나온|적혀|적힌|기재|규정|쓰여|써|정해|입각)|때문에|(?:이|가)?\\s*(?:그렇|그러|그래|이렇|엄격|있어서|있기|있으니|정해져|허용|허락|바뀌지|우선)|이기\\s*때문|이라서?(?=[\\s,.]|$)|라서|이므로|이니|이니까|입니다만|이어서|여서|이에요|예요|입니다|이고|인데|인지라|인\\s*(?:만큼|점|이상|관계로|걸|것을)|대로|을\\s*(?:지켜|따라야|따를|어길|벗어|이유로|근거로|우선)|를\\s*(?:지켜|따라야|따를|어길|벗어|이유로|근거로|우선)|과\\s*맞지|밖의|외의|외에는|위반|의\\s*(?:특성|한계|사정)상|으로\\s*(?:정해|막혀|되어|금지|인해)|로\\s*(?:정해|막혀|되어|금지|인해))`,
)
/** The names of rules proper: with one of these a refusal leans on a rule, whatever particle follows. */
const rule =
  /(?:규정|규칙|규약|수칙|약관|정책|방침|내규|지침|원칙|매뉴얼|룰|계약\s*조건|계약서|운영안)(?=[이가을를은는도에의과와로으상,\s]|입니|이라|이에)/

/** 이용약관 제12조, 4조 2항: an article named to the customer. */
const article = /제?\s*\d+\s*조(?:\s*제?\s*\d+\s*항)?(?:에|를|을|의|상)/

const refusal =
  /불가(?!피)|불허|안\s*(?:됩|되|돼|된|됨|되는|될|해\s*드|해드|받)|(?:어렵|어려)(?!운\s*(?:점|부분|일)\s*있)|힘듭|힘들|곤란|(?:수|방법|방도|도리|길|예외|여지|대상|의무|권한|책임|계획)(?:은|는|이|가|도|가\s*따로|도\s*전혀)?\s*(?:전혀\s*)?(?:없|아니|아닙)|못\s*(?:합|해|하|드|받|바꾸)|못하|않습|않아요|않으며|않고|않는|제한|제외|금지|거절|반려|아닙니다|아니에요|없습니다|없어요|무효|소멸|책임지지|해당되지|해당하지|어쩔/
const helpless =
  /그렇습니다|그래요|그러네요|그런데요|정해져|정한\s*거|정한\s*것|지켜야|따라야|따르셔야|따를\s*수밖에|할\s*수밖에|어쩔\s*수|도리|이해해\s*주|양해|그대로|동의하|명시되|나와\s*있|적혀|기재되|원칙입니다|방침입니다|방침이에요|정책입니다|정책이에요|규정입니다|규정이에요|부과|부담하셔|내셔야|청구/

/** Refusals that need no naming of a ground but hide behind one. */
const bare =
  /규정은\s*규정|(?:약관|규정|정책|공지|계약서|안내문)(?:에|에는|에도)\s*(?:이미|다|분명히|모두|전부|버젓이|명확히|명확하게|이렇게|그렇게)\s*[^.]{0,12}(?:명시|나와|나오|적혀|쓰여|써|기재|안내)|(?:약관|규정|정책|방침)[^.]{0,20}동의하(?:셨|신|시고|고)|(?:규정|약관|정책|방침|원칙|매뉴얼|내규|지침)(?:을|를|은|는|이|가)?\s*(?:어길|바꿀|벗어날|예외로|무시할)\s*수(?:는|가)?\s*없|예외를\s*(?:두|둘|인정|적용)[^.]{0,8}(?:않|없)|예외\s*(?:적용|처리|인정)?(?:은|는|가)?\s*(?:불가|없|안\s*[되됩])|원래\s*(?:그렇게|그런)\s*(?:되어|돼|규정|정책|방침|거)|(?:약관|규정|정책|방침)(?:에|에는)?\s*명시(?:되어\s*있|된)(?:는|습|어|듯|바와|대로|사항|내용|부분)/

/** A way that opens: then the rule was told to help. */
const way =
  /(?<!만\s?)가능(?:합|해|하|한|하세|하십|해서)|(?:드리겠|드릴게|드렸|드립니다|드려요|드릴\s*수\s*있|드리고(?!\s*싶)|드릴\s*예정)|하실\s*수\s*있|받으실\s*수\s*있|할\s*수\s*있|받을\s*수\s*있|이용하실\s*수|됩니다|돼요|대신|예외적으로|예외로\s*(?:처리|진행|도와|환불|교환)|적용됩니다|보장|지급됩니다|환불됩니다|무료/
const softOnly =
  /(?:양해|이해|말씀|안내|답변|사과|감사|확답|죄송|회신|참고|부탁|확인|협조|유의|알려|공지)[^.]{0,6}(?:드립니다|드려요|드리겠|드릴게|드릴\s*수\s*있|드렸|드리고)|(?:죄송|송구|감사)|전달드리|될\s*수밖에|말씀드릴\s*수밖에/

const negatedWay =
  /드릴\s*수\s*밖|수\s*있는\s*(?:것|게|건|방법|부분|일|길)(?:이|은|도|가)?\s*(?:더\s*)?(?:없|아니)|만\s*(?:됩니다|돼요|가능)|(?:드릴|하실|받으실|할|받을|이용하실)\s*수(?:는|가|도)?\s*없|불가능|가능하지\s*않|가능하지가\s*않/

const ko = (draft: Parted): ReturnType<Check> => {
  const { sentences } = draft
  return sentences.flatMap((sentence, at) => {
    const match =
      ground.exec(sentence.text) ??
      bare.exec(sentence.text) ??
      (refusal.test(sentence.text) ? rule.exec(sentence.text) : null)
    const hard = bare.test(sentence.text)
    if (!match) {
      const cited = article.test(sentence.text) && /약관|규정|계약/.test(sentence.text)
      if (!cited || !(refusal.test(sentence.text) || /근거|의거|동의/.test(sentence.text))) return []
      return opensWay(sentence.text) ? [] : [quoted(draft, sentence)]
    }
    const next = sentences[at + 1]?.text ?? ''
    const head = sentence.text
    const refuses = refusal.test(head) || helpless.test(head) || hard
    if (!refuses) {
      // "저희 정책이 그렇습니다." follows, or the refusal stands in the sentence before.
      if (!/그렇|그러|이라|입니다|이에요|예요/.test(match[0])) return []
      const before = sentences[at - 1]?.text ?? ''
      if (!(refusal.test(next) || refusal.test(before)) || opensWay(next) || /기준으로|기준은|절차는/.test(head))
        return []
      return [quoted(draft, sentence)]
    }
    if (!hard && /기준|절차|시스템|전산|프로세스/.test(match[0]) && !refusal.test(head)) return []
    if (!hard && /없이\s*(?:가능|환불|교환|취소)/.test(head)) return []
    const rest = sentences.slice(at + 1).map(one => one.text)
    if (!hard && (opensWay(head) || rest.some(opensWay))) return []
    if (hard && [head, ...rest].some(one => /대신|예외적으로|이번에는|이번만|이번\s*건은/.test(one) && opensWay(one)))
      return []
    return [quoted(draft, sentence)]
  })
}

const opensWay = (text: string): boolean => {
  const bared = text.replace(new RegExp(softOnly.source, 'g'), ' ').replace(new RegExp(negatedWay.source, 'g'), ' ')
  const hit = way.exec(bared)
  if (!hit) return false
  // 안 됩니다 is no way, and neither is 교환만 가능합니다.
  if (/됩니다|돼요/.test(hit[0]) && /(?:안|못|불가|부과|청구|제한|무효|취소|소멸|제외)\s*(?:됩니다|돼요)/.test(bared)) {
    return new RegExp(way.source.replace('됩니다|돼요|', '')).test(bared)
  }
  return true
}

const topics =
  /(전액\s*환불|부분\s*환불|환불|교환|반품|취소|변경|수리|보상|해지|연장|할인|적용|재발급|발급|예약|배송|입장|면제|합배송|중복\s*사용|양도|이체|조회|확인)/

const quoted = (draft: Parted, sentence: Sentence) => {
  const topic = topics.exec(sentence.text)?.[1]
  const better = topic
    ? `${topic} 문제로 마음 쓰이게 해 드려 죄송합니다. 도와드릴 수 있는 다른 방법을 확인해 안내해 드리겠습니다.`
    : '원하시는 대로 도와드리지 못해 죄송합니다. 대신 해 드릴 수 있는 방법을 확인해 안내해 드리겠습니다.'
  return faultAt('rule_quoting', sentence.from, sentence.to, why[draft.language], better)
}

const enSource =
  '(?:polic(?:y|ies)|terms(?: (?:of|and) (?:service|use|conditions))?|t&cs?|rules?|guidelines?|regulations?|procedures?|fine print|user agreement|contract|warranty terms|protocol|company standards|the system|our system)'
const enGround = new RegExp(
  `\\b(?:(?:as )?per|under|according to|due to|because of|based on|in accordance with|against|outside(?: of)?|as stated in|stated in|as outlined in|in line with|by|violates?|it'?s (?:just |simply )?(?:our|company|store|the)|that'?s (?:just |simply |what )?(?:our|company|store|the)|this is (?:our|company|the)|our|the|company|store|hotel|airline|internal|those are the|bound by|follow)\\s+(?:\\w+[- ]){0,4}?${enSource}\\b`,
  'i',
)
const enStates =
  /\b(?:polic(?:y|ies)|terms|rules?|guidelines|agreement|contract|system|section \d+|clause \d+)\b[^.]{0,40}\b(?:clearly |explicitly |plainly )?(?:states?|says?|prohibits?|forbids?|does ?n[o']t (?:allow|permit|let|cover)|do(?:es)? not (?:allow|permit|let|cover)|don'?t (?:allow|permit)|won'?t (?:allow|let)|requires?|are clear|is clear|is (?:very )?(?:strict|firm|final)|are (?:rules|strict|firm|final)|prevents?)\b/i
const enRefusal =
  /\b(?:can(?:no|')t|can not|cannot|unable|not able|not allowed|not permitted|won'?t|will not|not possible|impossible|not eligible|ineligible|no exceptions?|non-?refundable|not refundable|nothing (?:we|i) can do|nothing more|do(?:es)? ?n[o']t|do(?:es)? not|don'?t|doesn'?t|no refunds?|no returns?|denied|declined|refuse|prohibit\w*|forbid\w*|isn'?t (?:something|possible|allowed|covered)|is not (?:something|possible|allowed|covered)|are not|aren'?t|isn'?t|must|have to|has to|not covered|void|our hands are tied|no choice|(?:against|outside(?: of)?|violates?) (?:our|company|store|the) (?:[\w-]+ ){0,2}?(?:polic(?:y|ies)|rules?|terms))\b/i
const enHard =
  /\brules are rules\b|\bpolicy is policy\b|\b(?:agreed|accepted|signed)\b[^.]{0,30}\b(?:terms|policy|policies|conditions|contract|agreement)\b|\b(?:as )?(?:clearly )?(?:stated|outlined|written|listed|mentioned) in (?:our|the) (?:terms|policy|policies|rules|fine print|contract|agreement|conditions|faq)\b|\b(?:it'?s|that'?s|this is|it is|that is) (?:just |simply )?(?:our|company|store|the) (?:standard )?(?:policy|rule|rules)\b|\bnot (?:our|company|store) policy\b|\bcannot (?:make|grant|allow) (?:any )?exceptions?\b|\bcan'?t (?:make|grant|allow) (?:any |an )?exceptions?\b|\bno exceptions\b|\bno room for exceptions\b|\b(?:section|clause|article) \d+/i
const enWay =
  /\b(?:you can|you'?re (?:eligible|covered|entitled)|you are (?:eligible|covered|entitled)|you may|you have \d+|we can|i can|we'?ll|i'?ll|we will|i will|we'?ve|i'?ve|happy to|instead|however,? (?:we|i)|free of charge|at no (?:extra )?cost|in full|full refund|allows? (?:you|us)|lets? (?:you|us)|covers?)\b/i
const enSoft =
  /\b(?:you can|you may) (?:read|find|check|see|review|refer)\b|\bi can'?t\b|\bwe can'?t\b|\bwe can ?not\b|\b(?:we|i) can (?:do )?(?:only )?(?:not|nothing)\b|\bnothing (?:further |more |else )?(?:that )?(?:we|i) can\b|\ball (?:we|i) can\b|\b(?:does ?n'?t|does not|do not|don'?t|won'?t|not) (?:cover|allow|let)s?\b[^.]*|\bwe will not\b|\bi will not\b/gi

const en = (draft: Parted): ReturnType<Check> =>
  draft.sentences.flatMap((sentence, at) => {
    const text = sentence.text.replaceAll('’', "'")
    const hard = enHard.test(text)
    if (!hard && !enGround.test(text) && !enStates.test(text)) return []
    const around = [text, draft.sentences[at - 1]?.text ?? '', draft.sentences[at + 1]?.text ?? '']
    if (
      !hard &&
      !enRefusal.test(text) &&
      !(enRefusal.test(around[1]!) && /^\W*(?:it'?s|that'?s|this is|those)/i.test(text))
    )
      return []
    const rest = [text, ...draft.sentences.slice(at + 1).map(one => one.text.replaceAll('’', "'"))]
    const opens = rest.some(one => enWay.test(one.replace(enSoft, ' ')))
    if (opens && !/rules are rules|policy is policy|agreed to|no exceptions/i.test(text)) return []
    return [
      faultAt(
        'rule_quoting',
        sentence.from,
        sentence.to,
        why.en,
        "I'm sorry this isn't going the way you hoped. Let me find what we can do for you and come back to you today.",
      ),
    ]
  })

export const ruleQuoting: Check = draft => (draft.language === 'ko' ? ko(draft) : en(draft))
