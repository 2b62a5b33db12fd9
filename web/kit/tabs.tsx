/** Tabs that choose what a list or a panel shows; arrows move between them. */
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

export interface Tab<V extends string> {
  readonly value: V
  readonly label: ReactNode
  readonly count?: number | undefined
}

export const Tabs = <V extends string>({
  value,
  tabs,
  onChange,
  label,
  controls,
}: {
  value: V
  tabs: readonly Tab<V>[]
  onChange: (value: V) => void
  label: string
  /** The id of the one panel that they change. */
  controls?: string
}) => (
  <Radix.Root value={value} onValueChange={next => onChange(next as V)}>
    <Radix.List
      aria-label={label}
      className="scroll-quiet flex gap-3.5 border-hair border-b px-3.5 pt-1 [scrollbar-width:none]"
    >
      {tabs.map(tab => (
        <Radix.Trigger
          key={tab.value}
          value={tab.value}
          aria-controls={controls}
          className="-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 font-medium text-muted text-sm hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink pointer-coarse:h-11"
        >
          {tab.label}
          {tab.count !== undefined && <span className="font-normal text-faint text-xs tabular-nums">{tab.count}</span>}
        </Radix.Trigger>
      ))}
    </Radix.List>
  </Radix.Root>
)
