/** Chips to choose from: several, or one of a few. */
import type { ReactNode } from 'react'
import { Chip, type Tone } from './chip.tsx'
import { cx } from './class.ts'

export const Pick = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className="flex min-w-0 flex-col">
    <legend className="mb-1.5 font-medium text-sm">{label}</legend>
    <div className="flex flex-wrap gap-1.5">{children}</div>
  </fieldset>
)

export const PickChip = ({
  type = 'checkbox',
  isOn,
  onPick,
  tone = 'acc',
  children,
}: {
  type?: 'radio' | 'checkbox'
  isOn: boolean
  onPick: () => void
  tone?: Tone
  children: ReactNode
}) => (
  <label className="inline-flex cursor-pointer items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:min-h-9">
    <input type={type} className="sr-only" checked={isOn} onChange={onPick} />
    <Chip
      tone={isOn ? tone : 'neu'}
      className={cx(isOn ? 'ring-1 ring-current' : 'bg-transparent ring-1 ring-hair-strong hover:bg-hover')}
    >
      {children}
    </Chip>
  </label>
)

/** Puts a value into a list, or takes it out. */
export const toggled = <T,>(list: readonly T[] | undefined, value: T): T[] =>
  list?.includes(value) ? list.filter(one => one !== value) : [...(list ?? []), value]
