/** Buttons: with words, with an icon alone, and as links. */
import type { LucideIcon } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class.ts'
import { Tooltip } from './tooltip.tsx'

export type ButtonTone = 'plain' | 'primary' | 'quiet' | 'danger'

const tones: Record<ButtonTone, string> = {
  plain: 'border-hair-strong bg-panel text-ink hover:bg-hover',
  primary: 'border-accent bg-accent text-on-accent hover:opacity-90',
  quiet: 'border-transparent bg-transparent text-muted hover:bg-hover hover:text-ink',
  danger: 'border-hair-strong bg-panel text-neg hover:bg-neg-soft',
}

interface ButtonProps extends ComponentProps<'button'> {
  tone?: ButtonTone
  size?: 'sm' | 'md' | 'lg'
  icon?: LucideIcon
  /** Draws the child (a link) as the button. */
  asChild?: boolean
  /** Shows that the work is under way, and refuses a second press. */
  isBusy?: boolean
  children?: ReactNode
}

const sizes = {
  sm: 'h-[26px] px-2 text-xs gap-1',
  md: 'h-[30px] px-[11px] text-sm gap-1.5',
  lg: 'h-9 px-4 text-base gap-2',
}

export const Button = ({
  tone = 'plain',
  size = 'md',
  icon: Icon,
  asChild,
  isBusy,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) => {
  const classes = cx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-sm border font-medium transition-[background-color,opacity,color] disabled:cursor-default disabled:opacity-45 pointer-coarse:min-h-11',
    sizes[size],
    tones[tone],
    className,
  )
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button type="button" className={classes} disabled={disabled || isBusy} aria-busy={isBusy || undefined} {...rest}>
      {Icon && <Icon size={15} strokeWidth={1.7} aria-hidden />}
      {children}
      {isBusy && <span className="size-1.5 animate-breathe rounded-full bg-current" aria-hidden />}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** Its name: read aloud, and shown when the pointer rests on it. */
  label: string
  icon: LucideIcon
  size?: number
  shortcut?: string
  isOn?: boolean
}

export const IconButton = ({ label, icon: Icon, size = 16, shortcut, isOn, className, ...rest }: IconButtonProps) => (
  <Tooltip text={label} {...(shortcut ? { shortcut } : {})}>
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      className={cx(
        'inline-grid size-[30px] shrink-0 place-items-center rounded-sm text-muted transition-colors hover:bg-hover hover:text-ink disabled:opacity-45 pointer-coarse:size-11',
        isOn && 'bg-accent-soft text-accent-text',
        className,
      )}
      {...rest}
    >
      <Icon size={size} strokeWidth={1.7} aria-hidden />
    </button>
  </Tooltip>
)
