/** 답하기 on a mention: opens its conversation, or finds the one that it has, and goes there. */
import { getConversation, getInboxSummary, listConversations, openConversation } from '../../contract/inbox.ts'
import type { Mention } from '../../contract/listening.ts'
import { useShortcut } from '../kit/shortcuts.tsx'
import { PostAction } from '../listening/index.ts'
import { useGo } from '../platform/links.tsx'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const AnswerAction = ({ mention, isActive }: { mention: Mention; isActive: boolean }) => {
  const t = words.useT()
  const go = useGo()
  const mayAnswer = useMay()('inbox.reply') && !mention.item.isOwn
  const verb = useVerb(openConversation, {
    refetch: [listConversations, getInboxSummary, getConversation],
    onDone: conversation => go(`/inbox/${conversation.id}`),
  })
  const answer = () => {
    if (!verb.isRunning) verb.run({ mentionId: mention.id })
  }
  useShortcut('r', t('answer'), answer, { when: isActive && mayAnswer })
  if (!mayAnswer) return null
  return (
    <PostAction keys="r" onPress={answer}>
      {verb.isRunning ? t('answer.opening') : t('answer')}
    </PostAction>
  )
}
