/** Between the head of a conversation and its words: who else is here, how it came here, what somebody who left had begun. */
import { Eye, PencilLine, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { listDrafts, listLookers, lookAt, lookAway } from '../../../contract/inbox/presence.ts'
import { listMoves, type Move, undoMove } from '../../../contract/inbox/routing.ts'
import { type ConversationDetail, getConversation, listConversations } from '../../../contract/inbox.ts'
import { Button } from '../../kit/button.tsx'
import { readMs } from '../../platform/clock.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { useDraft } from '../drafts.ts'
import { useKeptDrafts } from './kept-drafts.ts'
import { words } from './words.ts'

export const Beside = ({ conversation }: { conversation: ConversationDetail }) => {
  const [reply, setReply] = useDraft(conversation.id, 'reply')
  return (
    <>
      <Lookers conversationId={conversation.id} typed={reply} />
      <LastMove conversation={conversation} />
      <LeftDrafts
        conversationId={conversation.id}
        onTake={text => setReply(reply.trim() === '' ? text : `${reply}\n\n${text}`)}
      />
    </>
  )
}

const line = 'flex min-h-8 shrink-0 items-center gap-1.5 border-hair border-b px-4 py-1 text-xs max-md:px-3'
const lookMs = 15_000
const typingMs = 4_000

const Lookers = ({ conversationId, typed }: { conversationId: string; typed: string }) => {
  const t = words.useT()
  const items = useLooking(conversationId, typed)
  if (items.length === 0) return null
  const typing = items.filter(one => one.isTyping)
  const names = (typing.length > 0 ? typing : items).map(one => one.name).join(', ')
  const Icon = typing.length > 0 ? PencilLine : Eye
  return (
    <p role="status" className={`${line} bg-warn-soft text-warn`}>
      <Icon size={13} strokeWidth={1.8} aria-hidden />
      {t(typing.length > 0 ? 'look.types' : 'look.here', { names })}
    </p>
  )
}

/** Says that we look, and that we type; answers who else does. */
const useLooking = (conversationId: string, typed: string) => {
  const mayReply = useMay()('inbox.reply')
  const others = useEndpoint(listLookers, { conversationId }, { when: mayReply })
  const looking = useVerb(lookAt, { isQuiet: true, refetch: [listLookers] })
  const leaving = useVerb(lookAway, { isQuiet: true })
  const [typedAt, setTypedAt] = useState(0)
  const first = useRef(typed)
  const verbs = useRef({ look: looking.run, leave: leaving.run })
  verbs.current = { look: looking.run, leave: leaving.run }
  useEffect(() => {
    if (typed !== first.current) setTypedAt(readMs())
    first.current = typed
  }, [typed])
  const isTyping = typedAt > 0
  useEffect(() => {
    if (!typedAt) return
    const timer = setTimeout(() => setTypedAt(0), typingMs)
    return () => clearTimeout(timer)
  }, [typedAt])
  useEffect(() => {
    if (!mayReply) return
    const look = () => verbs.current.look({ conversationId, isTyping })
    look()
    // The server lets typing fade sooner than looking.
    const timer = setInterval(look, isTyping ? typingMs : lookMs)
    return () => clearInterval(timer)
  }, [conversationId, isTyping, mayReply])
  useEffect(() => {
    if (!mayReply) return
    return () => verbs.current.leave({ conversationId })
  }, [conversationId, mayReply])
  return others.data?.items ?? []
}

const LastMove = ({ conversation }: { conversation: ConversationDetail }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const query = useEndpoint(listMoves, { conversationId: conversation.id })
  const undoing = useVerb(undoMove, { refetch: [listMoves, getConversation, listConversations] })
  const move = query.data?.items[0]
  if (!move || conversation.ticket.state === 'resolved') return null
  return (
    <p className={`${line} bg-panel text-muted`}>
      <span className="min-w-0 truncate">
        {sayMove(t, move)} · <time dateTime={move.at}>{formats.past(move.at)}</time>
        {move.undoneBy && ` · ${t('move.undone', { name: move.undoneBy })}`}
      </span>
      {move.mayUndo && may('inbox.assign') && (
        <Button
          size="sm"
          tone="quiet"
          icon={Undo2}
          isBusy={undoing.isRunning}
          onClick={() => undoing.run({ conversationId: conversation.id, moveId: move.id })}
        >
          {t('move.undo')}
        </Button>
      )}
    </p>
  )
}

const sayMove = (t: ReturnType<typeof words.useT>, move: Move): string => {
  const to = [move.toTeam, move.toMember].filter(Boolean).join(' · ') || '—'
  const from = move.fromMember ?? '—'
  if (move.kind === 'rule') return t(move.toMember ? 'move.ruleMember' : 'move.rule', { rule: move.ruleName ?? '', to })
  return t(move.kind === 'left' ? 'move.left' : 'move.away', { from })
}

const LeftDrafts = ({ conversationId, onTake }: { conversationId: string; onTake: (text: string) => void }) => {
  const t = words.useT()
  const mayReply = useMay()('inbox.reply')
  const drafts = useEndpoint(listDrafts, { conversationId }, { when: mayReply })
  useKeptDrafts(conversationId, drafts.data?.mine)
  return (drafts.data?.left ?? []).map(one => (
    <div key={`${one.memberId} ${one.kind}`} className={`${line} bg-mix-soft`}>
      <span className="min-w-0 grow">
        <span className="font-semibold">{t('left.title', { name: one.name })}</span>
        <span className="line-clamp-2 text-muted">{one.text}</span>
      </span>
      <Button size="sm" onClick={() => onTake(one.text)}>
        {t('left.take')}
      </Button>
    </div>
  ))
}
