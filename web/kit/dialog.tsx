/** A dialog in the middle, and a sheet from the side (from below on a phone). */
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { words } from './words.ts'

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  /** One sentence below the title. */
  hint?: ReactNode
  /** Buttons at the foot. */
  actions?: ReactNode
  width?: 'sm' | 'md' | 'lg'
  children?: ReactNode
}

const widths = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-2xl' }
const veil = 'fixed inset-0 z-40 animate-appear bg-veil'

/** The panel itself takes the focus (a field that asks for it has it already): on the closing button its name would pop up. */
const focusPanel = (event: Event): void => {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

export const Dialog = ({ isOpen, onClose, title, hint, actions, width = 'md', children }: DialogProps) => (
  <Radix.Root open={isOpen} onOpenChange={open => !open && onClose()}>
    <Radix.Portal>
      <Radix.Overlay className={veil} />
      <Radix.Content
        {...(hint ? {} : { 'aria-describedby': undefined })}
        onOpenAutoFocus={focusPanel}
        className={cx(
          'scroll-quiet fixed inset-x-3 top-[12dvh] z-40 mx-auto flex max-h-[80dvh] animate-rise flex-col rounded-lg border border-hair bg-panel shadow-float outline-none',
          widths[width],
        )}
      >
        <Heading title={title} hint={hint} />
        <div className="flex flex-col gap-4 px-5 pb-5">{children}</div>
        {actions && <div className="flex justify-end gap-2 border-hair border-t px-5 py-3">{actions}</div>}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

export const Sheet = ({ isOpen, onClose, title, hint, actions, children }: DialogProps) => (
  <Radix.Root open={isOpen} onOpenChange={open => !open && onClose()}>
    <Radix.Portal>
      <Radix.Overlay className={veil} />
      <Radix.Content
        {...(hint ? {} : { 'aria-describedby': undefined })}
        onOpenAutoFocus={focusPanel}
        className="fixed z-40 flex flex-col border-hair bg-panel shadow-float outline-none max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[88dvh] max-md:animate-rise max-md:rounded-t-lg max-md:border-t md:inset-y-0 md:right-0 md:w-[440px] md:animate-slide md:border-l"
      >
        <Heading title={title} hint={hint} />
        <div className="scroll-quiet flex grow flex-col gap-4 px-5 pb-5">{children}</div>
        {actions && <div className="flex justify-end gap-2 border-hair border-t px-5 py-3">{actions}</div>}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

const Heading = ({ title, hint }: { title: ReactNode; hint?: ReactNode }) => {
  const t = words.useT()
  return (
    <div className="flex items-start gap-3 px-5 pt-4 pb-3">
      <div className="grow">
        <Radix.Title className="font-semibold text-md">{title}</Radix.Title>
        {hint && <Radix.Description className="mt-0.5 text-muted text-sm">{hint}</Radix.Description>}
      </div>
      <Radix.Close asChild>
        {/* No tooltip here: a dialog that opens puts the focus on it. */}
        <button
          type="button"
          aria-label={t('close')}
          className="-mt-1 -mr-1.5 grid size-[30px] shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink pointer-coarse:size-11"
        >
          <X size={16} strokeWidth={1.7} aria-hidden />
        </button>
      </Radix.Close>
    </div>
  )
}
