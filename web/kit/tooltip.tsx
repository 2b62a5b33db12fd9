/** A short explanation when the pointer rests or the focus lands. */
import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Radix.Provider delayDuration={350} skipDelayDuration={200}>
    {children}
  </Radix.Provider>
)

export const Tooltip = ({
  text,
  shortcut,
  side = 'bottom',
  children,
}: {
  text: ReactNode
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}) => (
  <Radix.Root>
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 flex max-w-xs animate-appear items-center gap-2 rounded-sm border border-hair bg-panel px-2 py-1 text-ink text-xs shadow-float"
      >
        {text}
        {shortcut && <Kbd keys={shortcut} />}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)
