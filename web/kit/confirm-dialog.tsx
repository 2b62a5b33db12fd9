/** Asks once more before something is taken away. Where it can be brought back a toast is better. */
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { words } from './words.ts'

export interface ConfirmDialogProps {
  readonly title: string
  /** What happens then. */
  readonly hint: string
  /** What the button does. */
  readonly verb: string
  readonly isBusy?: boolean
  readonly onClose: () => void
  readonly onConfirm: () => void
  readonly children?: ReactNode
}

export const ConfirmDialog = ({
  title,
  hint,
  verb,
  isBusy = false,
  onClose,
  onConfirm,
  children,
}: ConfirmDialogProps) => {
  const t = words.useT()
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
          <Button tone="danger" isBusy={isBusy} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
