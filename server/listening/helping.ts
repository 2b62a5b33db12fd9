/** Who of a thread helped whom: a customer who answered another's question, and the asker thanked them or asked no more. */

export interface Said {
  id: string
  authorId: string
  isOwn: boolean
  /** The item that it answers. */
  parentId: string | null
  occurredAt: Date
  text: string
  /** What was read of it; null where nobody read it. */
  intents: readonly string[] | null
}

export interface Help {
  /** The item that asked. */
  questionId: string
  reason: 'thanked' | 'asked_no_more'
}

/** So long an asker must have been silent after an answer that nobody thanked for. */
const silenceMs = 24 * 3_600_000

const asks =
  /[?？]|(나요|까요|는지요|려나|가요|되죠|있죠|아시는)(\s|$|[.!~ㅠㅜ])|알려\s?주|도와\s?주|궁금|\b(anyone know|how do i|how can i)\b/i
const thanks =
  /(감사|고맙|고마워|땡큐|ㄱㅅ|해결|됐어요|됐네요|되네요|덕분)|\b(thanks|thank you|thx|solved|works now)\b/i
/** Agreement and sympathy answer nothing: 저도요, ㅠㅠ, me too. */
const joins = /^(저도|나도|me too|same here|동감|인정|그러게)/i
const wordsOfAnswer = 3

/**
 * The answers of a thread that helped, by the id of their item. An answer is what a customer says directly to another
 * customer's question, in three words or more, and is no question itself. It helped where the asker thanked for it, or
 * where the asker, a day after it, has asked no more in this thread and nobody of ours had answered before.
 */
export const findHelp = (thread: readonly Said[], now: Date): Map<string, Help> => {
  const byId = new Map(thread.map(one => [one.id, one]))
  const found = new Map<string, Help>()
  for (const answer of thread) {
    const question = answer.parentId === null ? undefined : byId.get(answer.parentId)
    if (question === undefined || !isAnswer(answer, question)) continue
    const later = thread.filter(
      one => one.authorId === question.authorId && one.id !== question.id && one.occurredAt > answer.occurredAt,
    )
    const reason = reasonOf(thread, question, answer, later, now)
    if (reason !== null) found.set(answer.id, { questionId: question.id, reason })
  }
  return found
}

/** Whether an item is one customer's word to another's question: what a person may call a help. */
export const mayHelp = (answer: Said, question: Said | undefined): boolean =>
  question !== undefined && !answer.isOwn && !question.isOwn && answer.authorId !== question.authorId

const isAnswer = (answer: Said, question: Said): boolean =>
  mayHelp(answer, question) &&
  isQuestion(question) &&
  !isQuestion(answer) &&
  !joins.test(answer.text.trim()) &&
  answer.text.trim().split(/\s+/).length >= wordsOfAnswer

const isQuestion = ({ text, intents }: Said): boolean => (intents?.includes('question') ?? false) || asks.test(text)

const reasonOf = (
  thread: readonly Said[],
  question: Said,
  answer: Said,
  later: readonly Said[],
  now: Date,
): Help['reason'] | null => {
  if (later.some(one => one.parentId === answer.id && thanks.test(one.text) && !isQuestion(one))) return 'thanked'
  const isOursFirst = thread.some(one => one.isOwn && one.occurredAt < answer.occurredAt)
  const isSilent = !later.some(isQuestion) && now.getTime() - answer.occurredAt.getTime() >= silenceMs
  return isSilent && !isOursFirst && isFirstAnswer(thread, question, answer) ? 'asked_no_more' : null
}

/** Of several answers that nobody thanked for, the first one made the asker stop. */
const isFirstAnswer = (thread: readonly Said[], question: Said, answer: Said): boolean =>
  !thread.some(one => one.parentId === question.id && one.occurredAt < answer.occurredAt && isAnswer(one, question))
