/** Where an answer or a note is written: who will see it, which account it goes out from, how much room is left. */
import { Lock, UserCheck } from 'lucide-react'
import { type DragEvent, lazy, Suspense, useRef, useState } from 'react'
import type { ConversationDetail } from '../../contract/inbox.ts'
import { useIsBroadcast, useTellTyping } from '../channels/index.ts'
import { shownHandle } from '../customers/index.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Textarea } from '../kit/field.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { useToasts } from '../kit/toast.tsx'
import { AudienceReach, useChannelName } from '../listening/index.ts'
import { PageLink } from '../platform/links.tsx'
import { useMay, useMe } from '../platform/session.ts'
import { FaultList, FaultMarks, PolicyUse, SavedReplyPicker } from '../voice/index.ts'
import { ApologyButton, ApologyCard } from './apology/card.tsx'
import { GrantButton, GrantCards } from './authority/grants.tsx'
import { BrandGuardLine } from './brand-guard.tsx'
import { ClashDialog, isClash, lastSeen } from './desk/clash.tsx'
import { useDraftCheck } from './draft-check.ts'
import { type DraftKind, useDraft } from './drafts.ts'
import { AttachedFiles, AttachFilesButton, useFiles } from './files.tsx'
import { FollowUps } from './follow-ups.tsx'
import { MacroMenu } from './macros/menu.tsx'
import { lengthIn, type TextLimit } from './measure.ts'
import { AttachButton, Pictures, usePictures } from './pictures.tsx'
import { ReviewCard, riskOf, useAskReview } from './reviews.tsx'
import { splitText } from './split.ts'
import { words as suggesting } from './suggestions/words.ts'
import { useWritingVerbs } from './verbs.ts'
import { words } from './words.ts'

const SuggestionsPanel = lazy(() =>
  import('./suggestions/panel.tsx').then(module => ({ default: module.SuggestionsPanel })),
)

interface ComposerProps {
  conversation: ConversationDetail
  kind: DraftKind
  onKind: (kind: DraftKind) => void
}

export const Composer = ({ conversation, kind, onKind }: ComposerProps) => {
  const t = words.useT()
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useDraft(conversation.id, kind)
  const verbs = useWritingVerbs()
  const toasts = useToasts()
  const { user } = useMe()
  const [isClashing, setClashing] = useState(false)
  const marks = useRef<HTMLDivElement>(null)
  const asked = conversation.messages.findLast(message => message.direction === 'inbound')?.itemId ?? null
  const tellTyping = useTellTyping(kind === 'reply' && conversation.showsTyping ? asked : null)
  const limit = kind === 'reply' ? conversation.textLimit : null
  const left = limit ? limit.length - lengthIn(text.trim(), limit.unit) : null
  const canAnswer = kind === 'note' || conversation.answersFrom !== null
  const check = useDraftCheck(conversation, text, kind === 'reply' && canAnswer)
  const pictures = usePictures(conversation.id, kind === 'reply' ? conversation.media : null)
  const files = useFiles(conversation.id, kind === 'reply' ? conversation.files : null)
  const isOver = left !== null && left < 0
  const parts = isOver && limit ? splitText(text.trim(), limit) : []
  const carries = pictures.kept.length + files.kept.length > 0
  const isBusy = pictures.isBusy || files.isBusy
  const isSaid = text.trim() !== '' || carries
  const canSend = canAnswer && isSaid && !isBusy && (!isOver || parts.length > 1)

  const write = (next: DraftKind) => {
    onKind(next)
    // The field of the other kind is drawn first.
    setTimeout(() => field.current?.focus(), 0)
  }
  useShortcut('r', t('composer.replyKey'), () => write('reply'))
  useShortcut('n', t('composer.noteKey'), () => write('note'))

  const risks = kind === 'reply' && !carries && parts.length === 0 ? riskOf(conversation, check.faults) : []
  const review = useAskReview()
  const mustAsk = risks.length > 0 && check.needsSecond
  const askSecond = () =>
    review.ask(conversation.id, text.trim(), risks, check.policyVersionId).then(isWaiting => {
      if (isWaiting) setText('')
    })
  const mendAt = (at: number) => {
    const fault = check.faults[at]
    if (!fault) return
    setText(check.mend(fault))
    field.current?.focus()
  }
  const putIn = (said: string) => {
    setText(text.trim() === '' ? said : `${text.trimEnd()}\n\n${said}`)
    setTimeout(() => field.current?.focus(), 0)
  }
  const suggest = (said: string) => {
    putIn(said)
    toasts.show({ text: suggesting.t('inserted'), onUndo: () => setText(text) })
  }
  const send = (typed: string) => {
    const said = typed.trim()
    if (!canAnswer || isBusy || (!said && !carries)) return
    if (!pictures.checkWords()) return
    const [first = '', ...continued] =
      limit && lengthIn(said, limit.unit) > limit.length ? splitText(said, limit) : [said]
    if (limit && lengthIn(first, limit.unit) > limit.length) return
    const { kept } = pictures
    const carried = files.kept
    setText('')
    pictures.set([])
    files.set([])
    const media = kept.map(({ mediaId, alt }) => ({ mediaId, alt: alt.trim() }))
    const sending =
      kind === 'reply'
        ? verbs.reply(conversation.id, {
            text: first,
            media,
            files: carried,
            continued,
            policyVersionId: check.policyVersionId ?? undefined,
            seenMessageId: lastSeen(conversation),
          })
        : verbs.note(conversation.id, said)
    // Refused or lost on the way: words, pictures and files come back to the field (the verb has said why).
    sending.catch(error => {
      setClashing(isClash(error))
      setText(typed)
      pictures.set(kept)
      files.set(carried)
    })
  }
  return (
    <>
      {isClashing && (
        <ClashDialog
          conversation={conversation}
          onClose={() => setClashing(false)}
          onSend={() => {
            setClashing(false)
            send(text)
          }}
        />
      )}
      {kind === 'reply' && <ApologyCard conversationId={conversation.id} />}
      {kind === 'reply' && <GrantCards conversationId={conversation.id} />}
      {kind === 'reply' && (
        <ReviewCard conversation={conversation} onTakeUp={said => setText(text.trim() === '' ? said : text)} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the field inside it. */}
      <div
        {...(files.takes ? droppingOf(files.add) : pictures.dropping)}
        onKeyDown={event => {
          if (event.key === '.' && (event.metaKey || event.ctrlKey) && check.faults.length > 0) {
            event.preventDefault()
            mendAt(0)
            return
          }
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.stopPropagation()
          event.nativeEvent.stopImmediatePropagation()
          field.current?.blur()
        }}
        className={cx(
          'mx-4 mb-4 shrink-0 rounded-lg border shadow-float focus-within:border-accent max-md:mx-0 max-md:mb-0 max-md:rounded-none max-md:border-x-0 max-md:border-b-0',
          kind === 'note' ? 'border-transparent bg-mix-soft' : 'border-hair-strong bg-panel',
        )}
      >
        <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-hair border-b px-3 py-1.5">
          <Kinds kind={kind} onKind={write} isPublic={conversation.isPublic} />
          <Audience conversation={conversation} kind={kind} />
        </div>
        {kind === 'reply' && canAnswer && (
          <BrandGuardLine conversationId={conversation.id} messageCount={conversation.messageCount} />
        )}
        {kind === 'reply' && canAnswer && <FollowUps conversationId={conversation.id} />}
        {kind === 'reply' && canAnswer && (
          <Suspense>
            <SuggestionsPanel conversation={conversation} onInsert={suggest} />
          </Suspense>
        )}
        {kind === 'reply' && (
          <PolicyUse policies={check.policies} chosen={check.policyVersionId} onChoose={check.choosePolicy} />
        )}
        {canAnswer ? (
          <div className="relative">
            {check.faults.length > 0 && (
              <FaultMarks ref={marks} text={text} faults={check.faults} className="px-[13px] py-2.5" />
            )}
            <Textarea
              key={kind}
              ref={field}
              isBare
              aria-label={t(kind === 'note' ? 'composer.notePlaceholder' : 'composer.replyPlaceholder', {
                name: conversation.customerName,
              })}
              aria-invalid={left !== null && left < 0}
              placeholder={t(kind === 'note' ? 'composer.notePlaceholder' : 'composer.replyPlaceholder', {
                name: conversation.customerName,
              })}
              value={text}
              maxLength={20_000}
              onChange={event => {
                setText(event.target.value)
                tellTyping(event.target.value)
              }}
              onPaste={pictures.onPaste}
              onSubmitText={typed => (mustAsk ? void askSecond() : send(typed))}
              onScroll={event => marks.current?.scrollTo({ top: event.currentTarget.scrollTop })}
              className="relative max-h-[34dvh] min-h-[74px] overflow-auto px-[13px] py-2.5 max-md:min-h-12"
            />
          </div>
        ) : (
          <NoAccount conversation={conversation} />
        )}
        {canAnswer && (
          <FaultList
            text={text}
            faults={check.faults}
            onMend={fault => mendAt(check.faults.indexOf(fault))}
            onIgnore={check.ignore}
          />
        )}
        {canAnswer && <Pictures pictures={pictures} />}
        {canAnswer && <AttachedFiles files={files} />}
        {canAnswer && (
          <div className="flex flex-wrap items-center gap-2 px-3 pb-2.5">
            <AttachButton pictures={pictures} />
            <AttachFilesButton files={files} />
            {kind === 'reply' && (
              <SavedReplyPicker values={{ 고객명: conversation.customerName, 담당자: user.name }} onPick={putIn} />
            )}
            {kind === 'reply' && <GrantButton conversationId={conversation.id} />}
            {kind === 'reply' && (
              <ApologyButton
                conversationId={conversation.id}
                isOffered={check.faults.some(one => one.kind === 'missing_apology')}
              />
            )}
            {kind === 'reply' && <MacroMenu conversation={conversation} onFill={putIn} />}
            {text.trim() !== '' && <span className="text-faint text-xs">{t('composer.kept')}</span>}
            <span className="grow" />
            {limit && left !== null && text !== '' && <Room left={left} unit={limit.unit} />}
            {risks.length > 0 && (
              <Button tone="primary" icon={UserCheck} isBusy={review.isRunning} onClick={() => void askSecond()}>
                {t('review.ask')}
              </Button>
            )}
            {!mustAsk && (
              <Button tone={risks.length > 0 ? 'plain' : 'primary'} disabled={!canSend} onClick={() => send(text)}>
                {isOver && parts.length > 1
                  ? t('composer.sendParts', { count: parts.length })
                  : t(kind === 'note' ? 'composer.keep' : 'composer.send')}
                <span className="opacity-80 pointer-coarse:hidden">
                  <SendKeys />
                </span>
              </Button>
            )}
          </div>
        )}
      </div>
    </>
  )
}

const droppingOf = (add: (files: readonly File[]) => void) => ({
  onDragOver: (event: DragEvent) => event.preventDefault(),
  onDrop: (event: DragEvent) => {
    event.preventDefault()
    add([...event.dataTransfer.files])
  },
})

const SendKeys = () => (
  <span className="[&_kbd]:border-current/30 [&_kbd]:text-current">
    <Kbd keys="mod+enter" />
  </span>
)

const Kinds = ({
  kind,
  onKind,
  isPublic,
}: {
  kind: DraftKind
  onKind: (kind: DraftKind) => void
  isPublic: boolean
}) => {
  const t = words.useT()
  return (
    <div role="radiogroup" aria-label={t('composer.tabs')} className="flex gap-1">
      {(['reply', 'note'] as const).map(one => (
        // biome-ignore lint/a11y/useSemanticElements: two words that look like chips; the keyboard has r and n.
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === kind}
          onClick={() => onKind(one)}
          className="rounded-full pointer-coarse:min-h-9"
        >
          <Chip
            tone={one !== kind ? 'neu' : one === 'note' ? 'mix' : isPublic ? 'warn' : 'acc'}
            className={cx(
              one !== kind && 'bg-transparent hover:bg-hover',
              one === kind && one === 'note' && 'bg-panel',
            )}
          >
            {one === 'note' && <Lock size={11} aria-hidden />}
            {one === 'reply' ? t(isPublic ? 'composer.public' : 'composer.private') : t('message.note')}
          </Chip>
        </button>
      ))}
    </div>
  )
}

/** Who will see it and from which account it goes out; the policy's room after it is the place of later ones. */
const Audience = ({ conversation, kind }: { conversation: ConversationDetail; kind: DraftKind }) => {
  const t = words.useT()
  const { answersFrom, isPublic, customerName } = conversation
  const says =
    kind === 'note'
      ? [t('composer.members')]
      : [
          t(isPublic ? 'composer.everybody' : 'composer.onlyThem', { name: customerName }),
          ...(answersFrom ? [t('composer.from', { handle: shownHandle(answersFrom.handle) })] : []),
        ]
  const asked = conversation.messages.findLast(message => message.direction === 'inbound')?.itemId
  return (
    <span className="min-w-0 truncate text-muted text-xs">
      {says.join(' · ')}
      {kind === 'reply' && isPublic && asked && <AudienceReach itemId={asked} />}
    </span>
  )
}

const Room = ({ left, unit }: { left: number; unit: TextLimit['unit'] }) => {
  const t = words.useT()
  const isOver = left < 0
  const key =
    unit === 'bytes'
      ? isOver
        ? 'composer.overBytes'
        : 'composer.leftBytes'
      : isOver
        ? 'composer.over'
        : 'composer.left'
  return (
    <span
      role={left <= 20 ? 'status' : undefined}
      className={cx(
        'text-xs tabular-nums',
        isOver ? 'font-semibold text-neg' : left <= 20 ? 'text-warn' : 'text-faint',
      )}
    >
      {t(key, { count: Math.abs(left) })}
    </span>
  )
}

const NoAccount = ({ conversation }: { conversation: ConversationDetail }) => {
  const t = words.useT()
  const may = useMay()
  const channelName = useChannelName()
  const isBroadcast = useIsBroadcast()(conversation.channel)
  if (isBroadcast) return <Elsewhere conversation={conversation} />
  return (
    <div className="flex flex-wrap items-center gap-3 px-[13px] py-3 text-muted text-sm">
      <span className="min-w-0 grow basis-60">
        {t('composer.noAccount', { channel: channelName(conversation.channel) })}
      </span>
      {may('channels.manage') && (
        <Button asChild size="sm">
          <PageLink to="/settings/channels">{t('composer.connect')}</PageLink>
        </Button>
      )}
    </div>
  )
}

/** Nobody is answered on a channel that only sends out: the original is where people talk back. */
const Elsewhere = ({ conversation }: { conversation: ConversationDetail }) => {
  const t = words.useT()
  const channelName = useChannelName()
  const original = conversation.messages.findLast(message => message.direction === 'inbound')?.url
  return (
    <div className="flex flex-wrap items-center gap-3 px-[13px] py-3 text-muted text-sm">
      <span className="min-w-0 grow basis-60">
        {t('composer.broadcast', { channel: channelName(conversation.channel) })}
      </span>
      {original && (
        <Button asChild size="sm">
          <a href={original} target="_blank" rel="noreferrer noopener">
            {t('move.original')}
          </a>
        </Button>
      )}
    </div>
  )
}
