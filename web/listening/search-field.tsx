/** The search of the stream; searches when the typing rests, also in the middle of Hangul. */
import { Search as SearchIcon, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Kbd } from '../kit/kbd.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { words } from './words.ts'

export const SearchField = ({ q, onSearch }: { q: string; onSearch: (q: string) => void }) => {
  const t = words.useT()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(q)
  const send = useRef(onSearch)
  send.current = onSearch
  useShortcut('/', t('filter.search'), () => field.current?.focus())
  // Searches when the typing rests; while a syllable is being composed it has not rested.
  const [isComposing, setComposing] = useState(false)
  useEffect(() => {
    if (isComposing || typed.trim() === q) return
    const timer = setTimeout(() => send.current(typed.trim()), 450)
    return () => clearTimeout(timer)
  }, [typed, q, isComposing])
  return (
    <label className="flex h-[30px] w-80 min-w-44 shrink items-center gap-2 rounded-md border border-hair-strong px-2.5 focus-within:border-accent pointer-coarse:h-10">
      <SearchIcon size={14} strokeWidth={1.7} className="shrink-0 text-faint" aria-hidden />
      <input
        ref={field}
        type="search"
        aria-label={t('filter.search')}
        placeholder={t('filter.searchHint')}
        value={typed}
        maxLength={200}
        onChange={event => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
        className="min-w-0 grow bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {typed ? (
        <button
          type="button"
          aria-label={t('filter.searchClear')}
          onClick={() => {
            setTyped('')
            onSearch('')
          }}
          className="grid size-6 place-items-center rounded-sm text-faint hover:text-ink"
        >
          <X size={13} aria-hidden />
        </button>
      ) : (
        <span className="max-md:hidden">
          <Kbd keys="/" />
        </span>
      )}
    </label>
  )
}
