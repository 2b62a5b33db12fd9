/** Somebody answered first: their words, and the choice. */
import type { ConversationDetail } from '../../../contract/inbox.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { isProblemError } from '../../platform/problem.ts'
import { useMe } from '../../platform/session.ts'
import { words } from './words.ts'

/** Whether an answer was held back because somebody else's came first. */
export const isClash = (error: unknown): boolean =>
  isProblemError(error) && error.problem.code === 'inbox.answered_meanwhile'

/** The last message that stands on the server: what an answer is written after. */
export const lastSeen = (conversation: ConversationDetail): string | undefined =>
  conversation.messages.findLast(message => !message.id.startsWith('sending-'))?.id

export const ClashDialog = ({
  conversation,
  onSend,
  onClose,
}: {
  conversation: ConversationDetail
  onSend: () => void
  onClose: () => void
}) => {
  const t = words.useT()
  const { user } = useMe()
  const theirs = conversation.messages.findLast(
    message => message.direction === 'outbound' && message.by !== user.name && !message.id.startsWith('sending-'),
  )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('clash.title', { name: theirs?.by ?? '—' })}
      hint={t('clash.hint')}
      actions={
        <>
          <Button disabled={!theirs} onClick={onSend}>
            {t('clash.send')}
          </Button>
          <Button tone="primary" onClick={onClose}>
            {t('clash.edit')}
          </Button>
        </>
      }
    >
      {theirs && (
        <figure className="rounded-md bg-sunken px-3 py-2.5">
          <figcaption className="mb-1 text-muted text-xs">{t('clash.theirs')}</figcaption>
          <p className="whitespace-pre-wrap break-words">{theirs.text}</p>
        </figure>
      )}
    </Dialog>
  )
}
