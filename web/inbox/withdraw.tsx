/** Deleting an answer on its network: why is asked, and that it cannot be undone is said. */
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '../../contract/inbox.ts'
import { IconButton } from '../kit/button.tsx'
import { ReasonDialog } from '../kit/reason-dialog.tsx'
import { useFormats } from '../platform/session.ts'
import { useWritingVerbs } from './verbs.ts'
import { words } from './words.ts'

export const WithdrawButton = ({ conversationId, messageId }: { conversationId: string; messageId: string }) => {
  const t = words.useT()
  const { withdraw } = useWritingVerbs()
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <IconButton label={t('withdraw')} icon={Trash2} onClick={() => setAsking(true)} />
      {isAsking && (
        <ReasonDialog
          title={t('withdraw.title')}
          hint={t('withdraw.hint')}
          label={t('withdraw.reason')}
          verb={t('withdraw')}
          onClose={close}
          onReason={reason => {
            close()
            // Refused: the verb has said why.
            withdraw(conversationId, messageId, reason).catch(() => {})
          }}
        />
      )}
    </>
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
