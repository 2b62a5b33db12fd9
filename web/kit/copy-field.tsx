/** A text that is there to be copied. */
import { Copy } from 'lucide-react'
import { IconButton } from './button.tsx'
import { useToasts } from './toast.tsx'
import { words } from './words.ts'

export const CopyField = ({ text, label }: { text: string; label: string }) => {
  const t = words.useT()
  const toasts = useToasts()
  const copy = async () => {
    // Without a secure context there is no clipboard: the text is there to be selected.
    if (!navigator.clipboard) return
    await navigator.clipboard.writeText(text)
    toasts.show({ text: t('copied'), tone: 'good' })
  }
  return (
    <div className="flex items-start gap-1 rounded-md bg-sunken">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll sideways, also by the keyboard.
        tabIndex={0}
        className="scroll-quiet grow overflow-x-auto rounded-md px-3 py-2"
      >
        <pre className="font-mono text-xs leading-relaxed">{text}</pre>
      </section>
      <IconButton label={`${label}: ${t('copy')}`} icon={Copy} onClick={() => void copy()} />
    </div>
  )
}
