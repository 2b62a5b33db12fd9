/** A small panel behind a button: facts and choices about the thing it hangs on. */
import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class.ts'

export const Popover = ({
  trigger,
  label,
  isOpen,
  onOpen,
  align = 'start',
  className,
  children,
}: {
  /** One button. */
  trigger: ReactNode
  /** The panel's name, read aloud. */
  label: string
  isOpen?: boolean
  onOpen?: (isOpen: boolean) => void
  align?: 'start' | 'center' | 'end'
  className?: string
  children: ReactNode
}) => (
  <Radix.Root {...(isOpen === undefined ? {} : { open: isOpen })} {...(onOpen ? { onOpenChange: onOpen } : {})}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        aria-label={label}
        align={align}
        sideOffset={5}
        collisionPadding={8}
        className={cx(
          'z-50 w-72 animate-appear rounded-md border border-hair bg-panel p-3 text-ink text-sm shadow-float outline-none',
          className,
        )}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
