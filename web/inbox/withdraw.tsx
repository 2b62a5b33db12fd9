/** Deleting an answer on its network: why is asked, and that it cannot be undone is said. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '../../contract/inbox.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useFormats } from '../platform/session.ts'
import { useWritingVerbs } from './verbs.ts'
import { words } from './words.ts'

export const WithdrawButton = ({ conversationId, messageId }: { conversationId: string; messageId: string }) => {
  const t = words.useT()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <IconButton label={t('withdraw')} icon={Trash2} onClick={() => setAsking(true)} />
      {isAsking && (
        <WithdrawDialog conversationId={conversationId} messageId={messageId} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

const WithdrawDialog = ({
  conversationId,
  messageId,
  onClose,
}: {
  conversationId: string
  messageId: string
  onClose: () => void
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { withdraw } = useWritingVerbs()
  const [reason, setReason] = useState('')
  const send = (typed: string) => {
    if (typed.trim() === '') return
    onClose()
    // Refused: the verb has said why.
    withdraw(conversationId, messageId, typed.trim()).catch(() => {})
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('withdraw.title')}
      hint={t('withdraw.hint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="danger" disabled={reason.trim() === ''} onClick={() => send(reason)}>
            {t('withdraw')}
          </Button>
        </>
      }
    >
      <Field label={t('withdraw.reason')}>
        <Input
          autoFocus
          maxLength={500}
          value={reason}
          onChange={event => setReason(event.target.value)}
          onSubmitText={send}
        />
      </Field>
    </Dialog>
  )
}

/** That an answer was deleted, or is being, or could not be; with who and why. */
export const WithdrawnLine = ({
  withdrawal,
}: {
  withdrawal: NonNullable<NonNullable<Message['delivery']>['withdrawal']>
}) => {
  const t = words.useT()
  const formats = useFormats()
  const { state, by, at, reason, problem } = withdrawal
  return (
    <p role={state === 'failed' ? 'alert' : 'status'} className="mt-1 text-muted text-xs">
      <span className={state === 'failed' ? 'font-semibold text-neg' : 'font-semibold'}>
        {t(`withdraw.${state}`, { name: by })}
      </span>
      {state === 'done' && ` · ${formats.moment(at)}`} · {reason}
      {problem && ` · ${problem.message}`}
    </p>
  )
}
