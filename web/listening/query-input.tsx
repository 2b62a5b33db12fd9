/** Where a query is typed: its parts are tinted, what may follow is offered, and a fault is underlined at its place. */
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { cx } from '../kit/class.ts'
import { useFieldLinks } from '../kit/field.tsx'
import { type Completion, complete, completionAt, type Known, type MarkKind, marksOf } from './query-marks.ts'
import type { QueryFault } from './use-query-reading.ts'
import { words } from './words.ts'

const tints: Record<MarkKind, string> = {
  operator: 'bg-neu-soft',
  field: 'bg-mix-soft',
  phrase: 'bg-accent-soft',
  tag: 'bg-pos-soft',
  handle: 'bg-pos-soft',
  prefix: 'bg-warn-soft',
}

interface QueryInputProps {
  query: string
  onChange: (query: string) => void
  known: Known
  fault: QueryFault | null
}

const letters =
  'whitespace-pre-wrap break-words font-mono text-sm leading-[1.65] px-2.5 py-2 pointer-coarse:text-[16px]'

export const QueryInput = ({ query, onChange, known, fault }: QueryInputProps) => {
  const t = words.useT()
  const links = useFieldLinks()
  const field = useRef<HTMLTextAreaElement>(null)
  const [offered, setOffered] = useState<Completion | null>(null)
  const [at, setAt] = useState(0)
  const listId = `${links.id ?? 'query'}-options`

  const offer = (element: HTMLTextAreaElement) => {
    const { selectionStart, selectionEnd, value } = element
    setOffered(selectionStart === selectionEnd ? completionAt(value, selectionStart, known) : null)
    setAt(0)
  }
  const take = (option: string) => {
    if (offered === null) return
    const next = complete(query, offered, option)
    // Drawn at once: whoever types on must find the caret where it belongs.
    flushSync(() => {
      onChange(next.query)
      setOffered(null)
    })
    field.current?.focus()
    field.current?.setSelectionRange(next.caret, next.caret)
  }
  return (
    <div className="relative">
      <div className="relative overflow-hidden rounded-sm border border-hair-strong bg-panel transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent hover:border-faint has-aria-invalid:border-neg">
        <Tints query={query} fault={fault} />
        <textarea
          {...links}
          ref={field}
          value={query}
          maxLength={100_000}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          aria-invalid={fault !== null || undefined}
          aria-autocomplete="list"
          aria-controls={offered ? listId : undefined}
          aria-activedescendant={offered ? `${listId}-${at}` : undefined}
          className={cx(
            letters,
            'field-sizing-content relative block max-h-[40dvh] min-h-[76px] w-full resize-none bg-transparent text-ink outline-none',
          )}
          onChange={event => {
            onChange(event.target.value)
            // A syllable that is still being composed belongs to whoever types it.
            if (!(event.nativeEvent as InputEvent).isComposing) offer(event.target)
          }}
          onCompositionEnd={event => offer(event.currentTarget)}
          onBlur={() => setOffered(null)}
          onScroll={event => {
            const tints = event.currentTarget.previousElementSibling
            if (tints) tints.scrollTop = event.currentTarget.scrollTop
          }}
          onKeyDown={event => {
            if (offered === null || event.nativeEvent.isComposing || event.keyCode === 229) return
            const count = offered.options.length
            if (event.key === 'ArrowDown') setAt((at + 1) % count)
            else if (event.key === 'ArrowUp') setAt((at + count - 1) % count)
            else if (event.key === 'Enter' || event.key === 'Tab') take(offered.options[at] as string)
            else if (event.key === 'Escape') setOffered(null)
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </div>
      {offered && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('query.options')}
          className="absolute top-full z-30 mt-1 min-w-48 animate-appear rounded-md border border-hair bg-panel p-1 shadow-float"
        >
          {offered.options.map((option, n) => (
            <div
              key={option}
              id={`${listId}-${n}`}
              role="option"
              tabIndex={-1}
              aria-selected={n === at}
              // Before the field loses the focus to it.
              onPointerDown={event => {
                event.preventDefault()
                take(option)
              }}
              className={cx(
                'cursor-pointer rounded-sm px-2 py-1 font-mono text-sm pointer-coarse:py-2.5',
                n === at && 'bg-hover',
              )}
            >
              {option}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** The same letters behind the field: only what is tinted or at fault is seen. */
const Tints = ({ query, fault }: { query: string; fault: QueryFault | null }) => {
  const marks = marksOf(query)
  const from = fault === null ? -1 : Math.min(fault.at, Math.max(0, query.length - 1))
  const to = fault === null ? -1 : Math.max(from + 1, fault.at + fault.length)
  const cuts = [...new Set([0, query.length, from, to, ...marks.flatMap(mark => [mark.from, mark.to])])]
    .filter(cut => cut >= 0 && cut <= query.length)
    .sort((a, b) => a - b)
  return (
    <div aria-hidden className={cx(letters, 'pointer-events-none absolute inset-0 overflow-hidden')}>
      {cuts.slice(0, -1).map((start, n) => {
        const kind = marks.find(mark => mark.from <= start && start < mark.to)?.kind
        const isFault = from <= start && start < to
        return (
          <span
            key={start}
            className={cx(
              kind ? `rounded-[3px] ${tints[kind]}` : !isFault && 'invisible',
              isFault && 'underline decoration-2 decoration-neg decoration-wavy underline-offset-4',
            )}
          >
            {query.slice(start, cuts[n + 1])}
          </span>
        )
      })}
      {'\n'}
    </div>
  )
}
