/** What may be said: our own answers to questions like this one, saved replies and policies that fit. */
import type { Output } from '../../../contract/endpoint.ts'
import type { listPastAnswers as endpoint, PastAnswer } from '../../../contract/inbox/suggestions.ts'
import { memberNames } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { isProviderOn } from '../../understanding/index.ts'
import { policiesFor, savedRepliesFor } from '../../voice/index.ts'
import { customersWords } from '../store/drafts.ts'
import { conversationById } from '../store/queues.ts'
import { type FoundAnswer, findAnswers } from '../store/suggestions.ts'
import { atLeast, leastLikeness, likenesses, quoted, tellingWords } from '../suggesting/likeness.ts'
import { veil } from '../suggesting/veil.ts'
import { draftPolicies } from './drafting.ts'

const shown = 3
const lookedBackDays = 365
const msOfDay = 86_400_000
/** Characters of a question that are shown. */
const questionLength = 200
/** A question of a few words may be told in more than one message. */
const wordsOf = 3

export const listPastAnswers = async (
  ctx: Ctx,
  input: { conversationId: string },
): Promise<Output<typeof endpoint>> => {
  const conversation = await conversationById(ctx, input.conversationId)
  if (conversation === undefined) throw notFound('conversation')
  const question = (await customersWords(ctx, conversation.id, wordsOf)).join('\n')
  const words = tellingWords(question)
  return {
    answers: await answersLike(ctx, conversation.id, words),
    savedReplies: await savedRepliesFor(ctx, words),
    policies: draftPolicies(await policiesFor(ctx, question)),
    hasProvider: await isProviderOn(ctx),
  }
}

/** What shares two words, three before two; a question of one or two words is compared by one. */
const answersLike = async (ctx: Ctx, conversationId: string, words: readonly string[]): Promise<PastAnswer[]> => {
  const least = words.length > 2 ? 2 : 1
  const query = atLeast(words, least)
  if (query === null) return []
  const since = new Date(ctx.now.getTime() - lookedBackDays * msOfDay)
  const found = await findAnswers(ctx, {
    conversationId,
    query,
    better: atLeast(words, least + 1) ?? query,
    words: words.map(quoted),
    since,
  })
  const ranked = rank(words, found)
  const best = ranked.slice(0, shown)
  const names = await memberNames(
    ctx,
    best.flatMap(({ answer }) => answer.memberId ?? []),
  )
  return best.map(({ answer, likeness, times }) => ({
    messageId: answer.messageId,
    conversationId: answer.conversationId,
    question: veil(cut(answer.question), answer.names),
    text: veil(answer.text, answer.names),
    by: (answer.memberId && names.get(answer.memberId)) || (answer.writtenBy ?? '—'),
    at: answer.at.toISOString(),
    shared: words.filter(word => answer.shared.includes(quoted(word))),
    likeness: Math.round(likeness * 100) / 100,
    reaction: { score: answer.score, sentiment: answer.sentiment },
    times,
  }))
}

interface Ranked {
  readonly answer: FoundAnswer
  readonly likeness: number
  readonly times: number
}

/** The likest first, those that were taken well before those that were not; the same words once, where they were taken best. */
const rank = (words: readonly string[], found: readonly FoundAnswer[]): Ranked[] => {
  const alike = likenesses(
    words,
    found.map(({ shared, size }) => ({ shared: words.filter(word => shared.includes(quoted(word))), size })),
  )
  const scored = found
    .map((answer, n) => ({ answer, likeness: alike[n]!, rank: alike[n]! + 0.12 * liking(answer) }))
    .filter(one => one.likeness >= leastLikeness)
    .sort((a, b) => b.rank - a.rank)
  const groups = Map.groupBy(scored, ({ answer }) => veil(answer.text, answer.names).replace(/\s+/g, ' '))
  return [...groups.values()].map(([best, ...rest]) => ({
    answer: best!.answer,
    likeness: best!.likeness,
    times: new Set([best!, ...rest].map(one => one.answer.messageId)).size,
  }))
}

/** 1 for an answer that was taken well, −1 for one that was not, 0 where nobody said. */
const liking = ({ score, sentiment }: FoundAnswer): number => {
  if (score !== null) return score >= 4 ? 1 : score <= 2 ? -1 : 0
  return sentiment === 'positive' ? 1 : sentiment === 'negative' ? -1 : 0
}

const cut = (text: string): string =>
  text.length > questionLength ? `${text.slice(0, questionLength).toWellFormed()}…` : text
