/** A cell of 오늘's first row: a number with its name and what it is compared with; it opens its rows. */
import type { ReactNode } from 'react'
import { cx } from '../kit/class.ts'
import { PageLink, type Search } from './links.tsx'

export const Measure = ({
  name,
  value,
  note,
  tone,
  to,
  search,
  title,
}: {
  name: ReactNode
  /** A dash where there is nothing to count yet. */
  value: ReactNode
  note: ReactNode
  tone?: 'neg' | 'pos' | undefined
  to: string
  search: Search
  title?: string
}) => (
  <PageLink
    to={to}
    search={search}
    title={title}
    className="flex min-w-0 flex-col px-4 py-3.5 hover:bg-hover max-md:border-hair max-md:even:border-l max-md:nth-[n+3]:border-t"
  >
    <span className="text-muted text-xs">{name}</span>
    <span
      className={cx(
        'font-bold text-2xl tabular-nums tracking-tight',
        tone === 'neg' && 'text-neg',
        tone === 'pos' && 'text-pos',
      )}
    >
      {value}
    </span>
    <span className="truncate text-muted text-xs">{note}</span>
  </PageLink>
)
