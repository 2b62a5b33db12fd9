/** One conversation: its head with the verbs, what was said, and where to answer. */
import { ArrowLeft, Check, MessageSquare, PanelRight, RotateCcw, X } from 'lucide-react'
import { useState } from 'react'
import { type ConversationDetail, getConversation } from '../../contract/inbox.ts'
import { VisitorTyping } from '../channels/index.ts'
import { ChannelSign } from '../customers/index.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Kbd } from '../kit/kbd.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, Skeleton } from '../kit/states.tsx'
import { useChannelName } from '../listening/index.ts'
import { Failed } from '../platform/loaded.tsx'
import { statusOf } from '../platform/problem.ts'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { AssignMenu } from './assign-menu.tsx'
import { ClockChip } from './clock-chip.tsx'
import { Composer } from './composer.tsx'
import { Beside } from './desk/beside.tsx'
import { TeamMenu } from './desk/team-menu.tsx'
import type { DraftKind } from './drafts.ts'
import { Messages } from './messages.tsx'
import type { TicketVerbs } from './verbs.ts'
import type { InboxView } from './view.ts'
import { words } from './words.ts'

interface ThreadPaneProps {
  view: InboxView
  verbs: TicketVerbs
  className?: string
}

export const ThreadPane = ({ view, verbs, className }: ThreadPaneProps) => {
  const t = words.useT()
  return (
    <section aria-label={t('thread.label')} className={cx('flex min-h-0 min-w-0 flex-col bg-bg', className)}>
      {view.conversationId ? (
        <OpenThread view={view} verbs={verbs} conversationId={view.conversationId} />
      ) : (
        <NothingOpen />
      )}
    </section>
  )
}

const NothingOpen = () => {
  const t = words.useT()
  return (
    <EmptyState
      icon={MessageSquare}
      title={t('none.title')}
      hint={
        <>
          {t('none.hint')} <Kbd keys="j" /> <Kbd keys="k" /> {t('none.keys')}
        </>
      }
    />
  )
}

const OpenThread = ({ view, verbs, conversationId }: ThreadPaneProps & { conversationId: string }) => {
  const t = words.useT()
  const query = useEndpoint(getConversation, { conversationId })
  useShortcut('escape', t('thread.close'), () =>
    view.isCustomerShown ? view.showCustomer(false) : view.open(null, false),
  )
  if (query.data) return <Thread conversation={query.data} view={view} verbs={verbs} />
  if (statusOf(query.error) === 404)
    return (
      <EmptyState icon={MessageSquare} title={t('missing.title')} hint={t('missing.hint')}>
        <Button onClick={() => view.open(null, false)}>{t('missing.step')}</Button>
      </EmptyState>
    )
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting />
}

const Thread = ({ conversation, view, verbs }: ThreadPaneProps & { conversation: ConversationDetail }) => {
  const may = useMay()
  const [kind, setKind] = useState<DraftKind>('reply')
  return (
    <>
      <Head conversation={conversation} view={view} verbs={verbs} />
      <Beside conversation={conversation} />
      <Messages conversation={conversation} />
      {conversation.showsTyping && <VisitorTyping itemId={lastWordOf(conversation)} name={conversation.customerName} />}
      {may('inbox.reply') ? <Composer conversation={conversation} kind={kind} onKind={setKind} /> : <ReadOnly />}
    </>
  )
}

/** The item that the customer said last. */
const lastWordOf = ({ messages }: ConversationDetail): string | null =>
  messages.findLast(message => message.direction === 'inbound')?.itemId ?? null

const ReadOnly = () => {
  const t = words.useT()
  return (
    <p className="border-hair border-t bg-panel px-4 py-3 text-center text-muted text-sm">{t('composer.readOnly')}</p>
  )
}

const Head = ({ conversation, view, verbs }: ThreadPaneProps & { conversation: ConversationDetail }) => {
  const t = words.useT()
  const may = useMay()
  const channelName = useChannelName()
  const isResolved = conversation.ticket.state === 'resolved'
  const settle = () => (isResolved ? verbs.reopen(conversation) : verbs.resolve(conversation))
  useShortcut('e', isResolved ? t('reopen') : t('resolve'), settle, { when: may('inbox.reply') })
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-hair border-b bg-panel px-4 max-md:pr-2 max-md:pl-1">
      <IconButton
        className="md:hidden"
        label={t('thread.back')}
        icon={ArrowLeft}
        onClick={() => view.open(null, false)}
      />
      <h2 className="min-w-14 truncate font-semibold">{conversation.customerName}</h2>
      <span className="flex min-w-0 shrink-[2] items-center gap-1 truncate text-faint text-xs max-md:hidden">
        <ChannelSign channel={conversation.channel} size={13} />
        <span className="truncate max-2xl:hidden">
          {channelName(conversation.channel)} · {t(conversation.isPublic ? 'public' : 'private')}
        </span>
      </span>
      <ClockChip ticket={conversation.ticket} />
      <span className="grow" />
      <TeamMenu conversation={conversation} />
      <AssignMenu conversation={conversation} onAssign={to => verbs.assign(conversation, to)} />
      {may('inbox.reply') && (
        <>
          <IconButton
            className="md:hidden"
            label={t(isResolved ? 'reopen' : 'resolve')}
            icon={isResolved ? RotateCcw : Check}
            onClick={settle}
          />
          <Button className="max-md:hidden" icon={isResolved ? RotateCcw : Check} onClick={settle}>
            {t(isResolved ? 'reopen' : 'resolve')}
            <Kbd keys="e" />
          </Button>
        </>
      )}
      <IconButton
        className="xl:hidden"
        label={t('thread.customer')}
        icon={PanelRight}
        onClick={() => view.showCustomer(true)}
      />
      <IconButton
        className="max-md:hidden"
        label={t('thread.close')}
        shortcut="escape"
        icon={X}
        onClick={() => view.open(null, false)}
      />
    </header>
  )
}

const Waiting = () => (
  <>
    <div className="flex h-12 shrink-0 items-center gap-3 border-hair border-b bg-panel px-4">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-3.5 w-32" />
    </div>
    <div className="flex grow flex-col gap-3 px-[22px] py-[18px]">
      <Skeleton className="h-20 w-3/5 rounded-lg" />
      <Skeleton className="h-14 w-2/5 rounded-lg" />
      <Skeleton className="h-20 w-3/5 self-end rounded-lg" />
    </div>
  </>
)
