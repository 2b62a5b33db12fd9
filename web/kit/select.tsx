/** A choice of one. */
import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { inputLook, useFieldLinks } from './field.tsx'

export interface Choice<V extends string> {
  readonly value: V
  readonly label: ReactNode
  readonly hint?: ReactNode
}

interface SelectProps<V extends string> {
  value: V
  choices: readonly Choice<V>[]
  onChange: (value: V) => void
  /** Its name, where no `Field` stands around it. */
  label?: string
  /** As small as its words, in rows and bars. */
  isCompact?: boolean
  isDisabled?: boolean
}

export const Select = <V extends string>({
  value,
  choices,
  onChange,
  label,
  isCompact,
  isDisabled,
}: SelectProps<V>) => {
  const links = useFieldLinks()
  return (
    <Radix.Root value={value} onValueChange={next => onChange(next as V)} disabled={isDisabled ?? false}>
      <Radix.Trigger
        {...links}
        aria-label={label}
        className={cx(
          isCompact
            ? '-ml-2 inline-flex h-7 whitespace-nowrap items-center gap-1 rounded-sm px-2 text-muted text-sm hover:bg-hover hover:text-ink disabled:opacity-60 disabled:hover:bg-transparent'
            : cx(inputLook, 'flex h-[34px] items-center justify-between gap-2 pointer-coarse:h-11'),
        )}
      >
        <Radix.Value />
        <Radix.Icon>
          <ChevronDown size={14} strokeWidth={1.7} className="text-faint" aria-hidden />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-md border border-hair bg-panel p-1 shadow-float"
        >
          <Radix.Viewport>
            {choices.map(choice => (
              <Radix.Item
                key={choice.value}
                value={choice.value}
                // Named by all that it says, the hint included.
                aria-labelledby={undefined}
                className="flex cursor-pointer items-start gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover pointer-coarse:py-2.5"
              >
                <span className="mt-[3px] size-3.5 shrink-0">
                  <Radix.ItemIndicator>
                    <Check size={14} aria-hidden />
                  </Radix.ItemIndicator>
                </span>
                <span className="flex flex-col">
                  <Radix.ItemText>{choice.label}</Radix.ItemText>
                  {choice.hint && <span className="text-muted text-xs">{choice.hint}</span>}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
