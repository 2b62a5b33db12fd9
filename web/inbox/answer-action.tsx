/** 답하기 on a mention: opens its conversation, or finds the one that it has, and goes there. */
import { getConversation, getInboxSummary, listConversations, openConversation } from '../../contract/inbox.ts'
import type { Mention } from '../../contract/listening.ts'
import { Kbd } from '../kit/kbd.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
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
    <button
      type="button"
      aria-busy={verb.isRunning || undefined}
      onClick={event => {
        event.stopPropagation()
        answer()
      }}
      className="inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:h-11 pointer-coarse:px-2.5"
    >
      {verb.isRunning ? t('answer.opening') : t('answer')}
      <span className="pointer-coarse:hidden">
        <Kbd keys="r" />
      </span>
    </button>
  )
}
