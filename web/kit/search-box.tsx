/** A search field that asks while somebody types, once the typing pauses; `/` goes into it. */
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { cx } from './class.ts'
import { Input } from './field.tsx'
import { useShortcut } from './shortcuts.tsx'

interface SearchBoxProps {
  label: string
  /** What is searched for now, as the address says. */
  q: string
  onSearch: (q: string) => void
  maxLength: number
  /** Fills its place, without a frame of its own. */
  isBare?: boolean
}

export const SearchBox = ({ label, q, onSearch, maxLength, isBare }: SearchBoxProps) => {
  const id = useId()
  const [typed, setTyped] = useState(q)
  const asked = useRef(q)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  const ask = (text: string) => {
    clearTimeout(pause.current)
    asked.current = text.trim()
    onSearch(asked.current)
  }
  useEffect(() => () => clearTimeout(pause.current), [])
  useEffect(() => {
    // Changed elsewhere: by Back, or by a button that clears it.
    if (q !== asked.current) {
      asked.current = q
      setTyped(q)
    }
  }, [q])
  useShortcut('/', label, () => document.getElementById(id)?.focus())
  return (
    <div className="relative w-full">
      <Search
        size={14}
        className={cx(
          'pointer-events-none absolute top-1/2 -translate-y-1/2 text-faint',
          isBare ? 'left-3.5' : 'left-2.5',
        )}
        aria-hidden
      />
      <Input
        id={id}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={maxLength}
        onChange={event => {
          const text = event.target.value
          setTyped(text)
          clearTimeout(pause.current)
          pause.current = setTimeout(() => ask(text), 180)
        }}
        onSubmitText={ask}
        className={isBare ? 'h-9 rounded-none border-0 bg-transparent pl-9 text-sm -outline-offset-2' : 'h-8 pl-8'}
      />
    </div>
  )
}
