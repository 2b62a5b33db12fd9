/** Asks why before something is done that cannot be undone. */
import { useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field, Input } from './field.tsx'
import { words } from './words.ts'

export interface ReasonDialogProps {
  readonly title: string
  readonly hint: string
  /** What the field asks for. */
  readonly label: string
  /** What the button does. */
  readonly verb: string
  readonly isBusy?: boolean
  readonly onClose: () => void
  /** With the reason, trimmed and not empty. */
  readonly onReason: (reason: string) => void
}

export const ReasonDialog = ({ title, hint, label, verb, isBusy = false, onClose, onReason }: ReasonDialogProps) => {
  const t = words.useT()
  const [reason, setReason] = useState('')
  const send = (typed: string) => {
    if (typed.trim() !== '' && !isBusy) onReason(typed.trim())
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={title}
      hint={hint}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="danger" disabled={reason.trim() === ''} isBusy={isBusy} onClick={() => send(reason)}>
            {verb}
          </Button>
        </>
      }
    >
      <Field label={label}>
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
