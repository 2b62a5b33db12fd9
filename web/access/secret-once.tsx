/** A dialog for what is shown only once: a link, a key. */
import { Copy } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Input } from '../kit/field.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'

export const SecretOnce = ({
  title,
  hint,
  secret,
  onClose,
}: {
  title: string
  hint: string
  secret: string
  onClose: () => void
}) => {
  const kit = kitWords.useT()
  const toasts = useToasts()
  const field = useRef<HTMLInputElement>(null)
  const copy = async () => {
    field.current?.select()
    // The clipboard needs a secure context: on a plain-HTTP network the text is selected for ⌘C instead.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(secret)
    toasts.show({ text: kit('copied'), tone: 'good' })
  }
  return (
    <Dialog isOpen onClose={onClose} title={title} hint={hint}>
      <div className="flex gap-2">
        <Input
          ref={field}
          readOnly
          value={secret}
          aria-label={title}
          onFocus={event => event.currentTarget.select()}
          className="tabular-nums"
        />
        <Button tone="primary" icon={Copy} className="h-[34px]" onClick={() => void copy()}>
          {kit('copy')}
        </Button>
      </div>
    </Dialog>
  )
}
