/** 답하기 on a mention: opens its conversation, or finds the one that it has, and goes there; or offers to move. */
import { getConversation, getInboxSummary, listConversations, openConversation } from '../../contract/inbox.ts'
import type { Mention } from '../../contract/listening.ts'
import { useIsBroadcast } from '../channels/index.ts'
import { useShortcut } from '../kit/shortcuts.tsx'
import { PostAction } from '../listening/index.ts'
import { useGo } from '../platform/links.tsx'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { MoveAction } from './move-action.tsx'
import { words } from './words.ts'

/** A channel that only sends out gets no reply: the answer moves elsewhere. */
export const AnswerAction = (given: { mention: Mention; isActive: boolean }) => {
  const isBroadcast = useIsBroadcast()(given.mention.item.channel)
  const mayAnswer = useMay()('inbox.reply') && !given.mention.item.isOwn
  if (!mayAnswer) return null
  return isBroadcast ? <MoveAction {...given} /> : <OpenAnswer {...given} />
}

const OpenAnswer = ({ mention, isActive }: { mention: Mention; isActive: boolean }) => {
  const t = words.useT()
  const go = useGo()
  const verb = useVerb(openConversation, {
    refetch: [listConversations, getInboxSummary, getConversation],
    onDone: conversation => go(`/inbox/${conversation.id}`),
  })
  const answer = () => {
    if (!verb.isRunning) verb.run({ mentionId: mention.id })
  }
  useShortcut('r', t('answer'), answer, { when: isActive })
  return (
    <PostAction keys="r" onPress={answer}>
      {verb.isRunning ? t('answer.opening') : t('answer')}
    </PostAction>
  )
}
