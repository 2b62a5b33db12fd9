/** One message, with how our own ended: on its way, sent with a link, failed with a reason and a way to try again. */
import { ArrowUpRight, Check, CircleAlert, CircleDashed, Lock } from 'lucide-react'
import type { Delivery } from '../../contract/channels.ts'
import type { ConversationDetail, Message } from '../../contract/inbox.ts'
import { FileLink, MessageParts, OwnNumbers } from '../channels/index.ts'
import { Button } from '../kit/button.tsx'
import { SentimentChip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { PageLink } from '../platform/links.tsx'
import { useFormats, useMay } from '../platform/session.ts'
import { SentPictures } from './sent-pictures.tsx'
import { useWritingVerbs } from './verbs.ts'
import { WithdrawButton, WithdrawnLine } from './withdraw.tsx'
import { words } from './words.ts'

const looks: Record<Message['direction'], string> = {
  inbound: 'self-start rounded-lg rounded-bl-[4px] border border-hair bg-panel',
  outbound: 'self-end rounded-lg rounded-br-[4px] border border-transparent bg-accent-soft',
  note: 'self-stretch max-w-none rounded-lg border border-transparent bg-mix-soft',
}

export const MessageBubble = ({ conversation, message }: { conversation: ConversationDetail; message: Message }) => {
  const t = words.useT()
  const formats = useFormats()
  const { direction } = message
  return (
    <article className={cx('max-w-[600px] px-[13px] py-2.5', looks[direction])}>
      <header className="mb-0.5 flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
        <span className="font-semibold">{message.by}</span>
        {message.isAutomatic && direction === 'outbound' && <span>· {t('message.automatic')}</span>}
        {direction === 'note' ? (
          <span className="inline-flex items-center gap-1">
            <Lock size={11} aria-hidden />
            {t('message.note')}
          </span>
        ) : (
          <span>{t(conversation.isPublic ? 'public' : 'private')}</span>
        )}
        <time dateTime={message.at} title={formats.moment(message.at)} className="tabular-nums">
          {formats.time(message.at)}
        </time>
        {direction === 'inbound' && message.url && <Original url={message.url} says={t('message.original')} />}
      </header>
      {message.title && <p className="break-words font-semibold">{message.title}</p>}
      {message.text === '' && direction === 'inbound' && !message.parts ? (
        <p className="text-muted italic">{t('message.removed')}</p>
      ) : (
        <p className="whitespace-pre-wrap break-words leading-[1.6]">{message.text}</p>
      )}
      {message.parts && <MessageParts parts={message.parts} />}
      {direction === 'inbound' && message.sentiment && (
        <div className="mt-1.5">
          <SentimentChip label={message.sentiment} />
        </div>
      )}
      {message.delivery && message.delivery.files.length > 0 && (
        <ul aria-label={t('files.sent')} className="mt-2 flex flex-wrap gap-1.5">
          {message.delivery.files.map(file => (
            <li key={file.id} className="max-w-full">
              <FileLink file={file} path={`files/${file.id}/bytes`} />
            </li>
          ))}
        </ul>
      )}
      {message.policy && (
        <p className="mt-1 text-muted text-xs">
          <PageLink to="/voice" className="hover:underline">
            {t('message.policy', message.policy)}
          </PageLink>
        </p>
      )}
      {message.delivery && message.delivery.media.length > 0 && <SentPictures media={message.delivery.media} />}
      {message.delivery && (
        <Ending
          delivery={message.delivery}
          conversationId={conversation.id}
          messageId={message.id}
          canWithdraw={conversation.canWithdraw}
        />
      )}
    </article>
  )
}

const Original = ({ url, says }: { url: string; says: string }) => (
  <a
    href={url}
    target="_blank"
    rel="noreferrer noopener"
    className="inline-flex items-center gap-0.5 rounded-sm text-accent-text hover:underline pointer-coarse:min-h-8"
  >
    {says}
    <ArrowUpRight size={12} aria-hidden />
  </a>
)

const line = 'mt-1 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs'

const Ending = ({
  delivery,
  conversationId,
  messageId,
  canWithdraw,
}: {
  delivery: Delivery
  conversationId: string
  messageId: string
  canWithdraw: boolean
}) => {
  const t = words.useT()
  const may = useMay()
  const { retry } = useWritingVerbs()
  if (delivery.state === 'sent') {
    const { withdrawal } = delivery
    const mayWithdraw = canWithdraw && may('inbox.reply') && (withdrawal === null || withdrawal.state === 'failed')
    return (
      <>
        {withdrawal?.state !== 'done' && (
          <p className={cx(line, 'text-muted')}>
            <Check size={12} className="text-pos" aria-hidden />
            {t('delivery.sent')}
            {delivery.url && <Original url={delivery.url} says={t('delivery.see')} />}
            <OwnNumbers deliveryId={delivery.id} />
            {mayWithdraw && <WithdrawButton conversationId={conversationId} messageId={messageId} />}
          </p>
        )}
        {withdrawal && <WithdrawnLine withdrawal={withdrawal} />}
      </>
    )
  }
  const isUndecided = delivery.state === 'unknown' && delivery.problem?.code === 'channels.outcome_undecided'
  if (delivery.state === 'failed' || isUndecided)
    return (
      <div role="alert" className={cx(line, isUndecided ? 'text-warn' : 'text-neg')}>
        <CircleAlert size={13} className="shrink-0" aria-hidden />
        <span className="font-semibold">{t(isUndecided ? 'delivery.undecided' : 'delivery.failed')}</span>
        {delivery.problem && <span>{delivery.problem.message}</span>}
        {may('inbox.reply') && (
          <Button size="sm" onClick={() => retry(conversationId, messageId)}>
            {t('delivery.retry')}
          </Button>
        )}
      </div>
    )
  return (
    <p role="status" className={cx(line, delivery.state === 'unknown' ? 'text-warn' : 'text-muted')}>
      <CircleDashed size={12} className="animate-breathe" aria-hidden />
      {t(delivery.state === 'unknown' ? 'delivery.unknown' : 'delivery.sending')}
    </p>
  )
}
