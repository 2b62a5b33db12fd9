/** What is being written and not sent yet: kept in this browser for each member and conversation until it is sent. */
import { useCallback, useSyncExternalStore } from 'react'
import { useWorkspace } from '../platform/session.ts'

export type DraftKind = 'reply' | 'note'

const hearers = new Set<() => void>()
/** The store itself; the browser's storage only carries it over a reload. */
const texts = new Map<string, string>()

const nameOf = (memberId: string, conversationId: string, kind: DraftKind) =>
  `maeari.draft.${memberId}.${conversationId}.${kind}`

const read = (name: string): string => {
  const known = texts.get(name)
  if (known !== undefined) return known
  let stored = ''
  try {
    stored = localStorage.getItem(name) ?? ''
  } catch {
    // A private window keeps nothing: the draft lives as long as the page.
  }
  texts.set(name, stored)
  return stored
}

const write = (name: string, text: string): void => {
  texts.set(name, text)
  try {
    if (text) localStorage.setItem(name, text)
    else localStorage.removeItem(name)
  } catch {
    // As above; a full storage costs the reload's draft, never the one on screen.
  }
  for (const hear of hearers) hear()
}

const listen = (hear: () => void) => {
  hearers.add(hear)
  return () => {
    hearers.delete(hear)
  }
}

/** The draft of a conversation, and the way to change it; an empty one is forgotten. */
export const useDraft = (conversationId: string, kind: DraftKind): [string, (text: string) => void] => {
  const name = nameOf(useWorkspace().memberId, conversationId, kind)
  const text = useSyncExternalStore(listen, () => read(name))
  return [text, useCallback((next: string) => write(name, next), [name])]
}

/** Whether a reply to this conversation was begun. */
export const useHasDraft = (conversationId: string): boolean => useDraft(conversationId, 'reply')[0].trim() !== ''
