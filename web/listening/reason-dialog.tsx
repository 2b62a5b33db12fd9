/** Where the reason for a stance or a not-ours is typed. */
import { useState } from 'react'
import type { MentionState } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Textarea } from '../kit/field.tsx'
import { words } from './words.ts'

interface ReasonDialogProps {
  state: MentionState
  onClose: () => void
  onReason: (reason: string) => void
}

export const ReasonDialog = ({ state, onClose, onReason }: ReasonDialogProps) => {
  const t = words.useT()
  const [reason, setReason] = useState('')
  const save = (text: string) => {
    if (text.trim() === '') return
    onReason(text.trim())
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('work.reasonTitle', { state: t(`state.${state}`) })}
      hint={t('work.reasonHint')}
      actions={
        <Button tone="primary" disabled={reason.trim() === ''} onClick={() => save(reason)}>
          {t('work.reasonSave')}
        </Button>
      }
    >
      <Textarea
        autoFocus
        rows={3}
        maxLength={500}
        aria-label={t('work.reason')}
        value={reason}
        onChange={event => setReason(event.target.value)}
        onSubmitText={save}
      />
    </Dialog>
  )
}
