/** Typing, on channels that show it: that the other side does, and that we do. Nothing of it is kept. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { tellTyping } from '../../contract/channels/widgets.ts'
import { useVerb } from '../platform/query.ts'
import { words } from './words.ts'

const lastsMs = 6000
const typing = new Map<string, ReturnType<typeof setTimeout>>()
const watchers = new Set<() => void>()
const tell = () => {
  for (const watch of watchers) watch()
}

/** Hears that whoever said these items last is typing. */
export const hearTyping = (itemIds: readonly string[]): void => {
  for (const id of itemIds) {
    clearTimeout(typing.get(id))
    typing.set(
      id,
      setTimeout(() => {
        typing.delete(id)
        tell()
      }, lastsMs),
    )
  }
  tell()
}

const watch = (heard: () => void) => {
  watchers.add(heard)
  return () => watchers.delete(heard)
}

/** Says that somebody is typing, while they do. @param itemId the last that they said. */
export const VisitorTyping = ({ itemId, name }: { itemId: string | null; name: string }) => {
  const t = words.useT()
  const isTyping = useSyncExternalStore(watch, () => itemId !== null && typing.has(itemId))
  return (
    <p role="status" className="h-5 shrink-0 px-[22px] text-muted text-xs max-md:px-3">
      {isTyping && t('typing', { name })}
    </p>
  )
}

const everyMs = 3000

/** @returns tells whoever said the item that an answer is being typed, now and then while it is. */
export const useTellTyping = (itemId: string | null): ((text: string) => void) => {
  const verb = useVerb(tellTyping, { isQuiet: true })
  const isTold = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return text => {
    if (itemId === null || text.trim() === '' || isTold.current) return
    isTold.current = true
    timer.current = setTimeout(() => {
      isTold.current = false
    }, everyMs)
    verb.run({ itemId })
  }
}
