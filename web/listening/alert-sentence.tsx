/** An alert rule as one sentence: written out in lists, with its parts as controls in the editor. */
import { Fragment, type ReactNode } from 'react'
import type { AlertRule } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { words as kitWords } from '../kit/words.ts'
import { useFormats } from '../platform/session.ts'
import { words } from './words.ts'

/** What the editor edits and a list shows. */
export type RuleDraft = Pick<
  AlertRule,
  'name' | 'condition' | 'filter' | 'isShared' | 'hearerIds' | 'onScreen' | 'byMail' | 'receiverIds' | 'pace' | 'quiet'
>

/** What the sentence needs beside the rule. */
export interface Known {
  readonly topics: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
  readonly receivers: ReadonlyMap<string, string>
}

const parts = ['topic', 'filter', 'minutes', 'atLeast', 'share', 'author', 'who', 'where', 'pace'] as const
type Part = (typeof parts)[number]

/** Each part in words. */
export const usePartWords = (known: Known): ((draft: RuleDraft) => Record<Part, string>) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const filterWords = ({ filter }: RuleDraft): string => {
    const { channel, sentiment, intent, crisis, untagged, spam, minFollowers, q } = filter
    const said = [
      ...(channel ?? []).map(channelName),
      ...(sentiment ?? []).map(label => kit(`sentiment.${label}`)),
      ...(intent ?? []).map(label => t(`intent.${label}`)),
      ...(crisis ? [t('rule.crisis')] : []),
      ...(untagged ? [t('rule.untagged')] : []),
      ...(spam === false ? [t('rule.noSpam')] : []),
      ...(minFollowers ? [t('rule.far', { count: formats.compact(minFollowers) })] : []),
      ...(q ? [t('rule.words', { words: q })] : []),
    ]
    return said.length === 0 ? t('rule.anyPost') : said.join(' · ')
  }
  const authorWords = ({ condition }: RuleDraft): string => {
    if (condition.kind !== 'author') return ''
    const [first, ...others] = condition.authors
    const said = [
      ...(condition.minFollowers ? [t('rule.followersOf', { count: formats.compact(condition.minFollowers) })] : []),
      ...(condition.followed ? [t('rule.followed')] : []),
      ...(first ? [others.length ? t('rule.authorsOf', { name: first, count: others.length + 1 }) : first] : []),
    ]
    return said.join(', ') || t('rule.authorNobody')
  }
  const whoWords = ({ isShared, hearerIds }: RuleDraft): string => {
    if (!isShared) return t('rule.me')
    if (hearerIds === null) return t('rule.everybody')
    const name = known.members.get(hearerIds[0] ?? '') ?? t('rule.me')
    return hearerIds.length > 1 ? t('rule.members', { name, count: hearerIds.length }) : name
  }
  const whereWords = (draft: RuleDraft): string => {
    const places = [
      ...(draft.onScreen ? [t('rule.onScreen')] : []),
      ...(draft.byMail ? [t('rule.byMail')] : []),
      ...draft.receiverIds.flatMap(id => known.receivers.get(id) ?? []),
    ]
    return places.length === 0 ? t('rule.nowhere') : t('rule.whereTo', { places: places.join(', ') })
  }
  return draft => {
    const { condition } = draft
    return {
      topic: known.topics.get(draft.filter.topicId ?? '') ?? t('rule.allTopics'),
      filter: filterWords(draft),
      minutes: 'minutes' in condition ? minutesWords(condition.minutes, t) : '',
      atLeast: 'atLeast' in condition ? t('rule.atLeastOf', { count: condition.atLeast }) : '',
      share: 'share' in condition ? formats.share(condition.share) : '',
      author: authorWords(draft),
      who: whoWords(draft),
      where: whereWords(draft),
      pace: t(`rule.pace.${draft.pace}`),
    }
  }
}

export const minutesWords = (minutes: number, t: ReturnType<typeof words.useT>): string =>
  minutes % 60 === 0 ? t('rule.hoursOf', { count: minutes / 60 }) : t('rule.minutesOf', { count: minutes })

/** The whole rule in one sentence. */
export const useRuleSentence = (known: Known): ((draft: RuleDraft) => string) => {
  const t = words.useT()
  const partWords = usePartWords(known)
  return draft => t(`rule.says.${draft.condition.kind}`, partWords(draft))
}

/** The sentence with something drawn in the place of each part. */
export const RuleSentence = ({
  kind,
  draw,
}: {
  kind: RuleDraft['condition']['kind']
  draw: Record<Part, ReactNode>
}) => {
  const t = words.useT()
  const marked = Object.fromEntries(parts.map(part => [part, `\u0001${part}\u0001`]))
  return (
    <p className="leading-9">
      {t(`rule.says.${kind}`, marked)
        .split('\u0001')
        .map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence keep their places.
          <Fragment key={index}>{parts.includes(text as Part) ? draw[text as Part] : text}</Fragment>
        ))}
    </p>
  )
}
