/** A menu of actions behind a button. */
import { Check, type LucideIcon } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { Kbd } from './kbd.tsx'

export const Menu = ({
  trigger,
  align = 'end',
  side = 'bottom',
  isOpen,
  onOpen,
  children,
}: {
  /** One button. */
  trigger: ReactNode
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  /** With `onOpen`: the page itself says when it is open, such as for a shortcut. */
  isOpen?: boolean
  onOpen?: (isOpen: boolean) => void
  children: ReactNode
}) => (
  <Radix.Root modal={false} {...(onOpen ? { open: isOpen ?? false, onOpenChange: onOpen } : {})}>
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <Radix.Content
        align={align}
        side={side}
        sideOffset={4}
        collisionPadding={8}
        className="scroll-quiet z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 animate-appear rounded-md border border-hair bg-panel p-1 shadow-float"
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  </Radix.Root>
)

const row =
  'flex cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-45 pointer-coarse:py-2.5'

interface MenuItemProps {
  icon?: LucideIcon
  shortcut?: string
  isDanger?: boolean
  /** Where the menu offers a choice: marks the chosen one. */
  isChosen?: boolean
  isDisabled?: boolean
  onPick: () => void
  children: ReactNode
}

export const MenuItem = ({ icon: Icon, shortcut, isDanger, isChosen, isDisabled, onPick, children }: MenuItemProps) => (
  <Radix.Item className={cx(row, isDanger && 'text-neg')} disabled={isDisabled ?? false} onSelect={onPick}>
    {Icon && <Icon size={15} strokeWidth={1.7} className={isDanger ? '' : 'text-muted'} aria-hidden />}
    <span className="grow">{children}</span>
    {isChosen && <Check size={14} className="text-accent-text" aria-hidden />}
    {shortcut && <Kbd keys={shortcut} />}
  </Radix.Item>
)

/** A choice inside a menu that stays open while picking. */
export const MenuCheck = ({
  isOn,
  onToggle,
  children,
}: {
  isOn: boolean
  onToggle: () => void
  children: ReactNode
}) => (
  <Radix.CheckboxItem
    className={row}
    checked={isOn}
    onSelect={event => {
      event.preventDefault()
      onToggle()
    }}
  >
    <span
      className={cx(
        'grid size-3.5 place-items-center rounded-[4px] border',
        isOn ? 'border-accent bg-accent text-on-accent' : 'border-hair-strong',
      )}
    >
      {isOn && <Check size={11} strokeWidth={3} aria-hidden />}
    </span>
    <span className="grow">{children}</span>
  </Radix.CheckboxItem>
)

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 pt-1.5 pb-1 font-medium text-2xs text-faint">{children}</Radix.Label>
)

export const MenuLine = () => <Radix.Separator className="-mx-1 my-1 h-px bg-hair" />
