/** The frame of a page: a bar with its name and actions over what it shows. */
import { createContext, type ReactNode, use } from 'react'
import { cx } from './class.ts'

/** Fills the main area; its child decides what scrolls. */
export const Page = ({ bar, children }: { bar: ReactNode; children: ReactNode }) => (
  <div className="flex h-full min-h-0 flex-col print:block print:h-auto">
    {bar}
    <div className="flex min-h-0 grow flex-col print:block">{children}</div>
  </div>
)

const BarEnd = createContext<ReactNode>(null)

/** What every bar below it ends with, such as a bell. */
export const BarEndProvider = BarEnd.Provider

interface TopBarProps {
  title: ReactNode
  /** Beside the title: a date, a goal, a filter's name. */
  note?: ReactNode
  /** Chips after the note. */
  facts?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  /** At the left of the title: a way back on a phone. */
  lead?: ReactNode
}

export const TopBar = ({ title, note, facts, actions, lead }: TopBarProps) => (
  <header className="flex h-12 shrink-0 items-center gap-2.5 border-hair border-b bg-panel px-4 max-md:px-3">
    {lead}
    <h1 className="shrink-0 font-bold text-md">{title}</h1>
    {note && <div className="min-w-0 truncate text-muted">{note}</div>}
    {facts && <div className="flex shrink-0 items-center gap-1.5 max-lg:hidden">{facts}</div>}
    <div className="grow" />
    {actions && <div className="flex shrink-0 items-center gap-2 print:hidden">{actions}</div>}
    <div className="flex shrink-0 items-center gap-1 print:hidden">{use(BarEnd)}</div>
  </header>
)

/** Below the bar: filters and search, in one line that scrolls sideways when it must. */
export const FilterBar = ({ label, children }: { label: string; children: ReactNode }) => (
  <section
    aria-label={label}
    className="scroll-quiet flex h-[49px] shrink-0 items-center gap-2 border-hair border-b bg-panel px-4 [scrollbar-width:none] max-md:px-3 print:hidden"
  >
    {children}
  </section>
)

/** A column of text and forms of a readable width, which scrolls. */
export const Scroll = ({ className, children }: { className?: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <div tabIndex={0} className={cx('scroll-quiet min-h-0 grow outline-none print:overflow-visible', className)}>
    {children}
  </div>
)

export const Card = ({
  title,
  note,
  className,
  children,
}: {
  title?: ReactNode
  note?: ReactNode
  className?: string
  children: ReactNode
}) => (
  <section className={cx('break-inside-avoid rounded-lg border border-hair bg-panel px-4 py-3.5', className)}>
    {title && (
      <h2 className="flex items-baseline gap-2 font-semibold text-sm">
        {title}
        {note && <span className="ml-auto font-medium text-muted text-xs tabular-nums">{note}</span>}
      </h2>
    )}
    {children}
  </section>
)
