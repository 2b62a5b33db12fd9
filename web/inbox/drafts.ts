/** What is being written and not sent yet: kept in this browser for each member and conversation until it is sent. */
import { useCallback, useSyncExternalStore } from 'react'
import { readMs } from '../platform/clock.ts'
import { useWorkspace } from '../platform/session.ts'

export type DraftKind = 'reply' | 'note'

const hearers = new Set<() => void>()
/** The store itself; the browser's storage only carries it over a reload. */
const texts = new Map<string, string>()

const nameOf = (memberId: string, conversationId: string, kind: DraftKind) =>
  `maeari.draft.${memberId}.${conversationId}.${kind}`

const turns = new Map<string, number>()

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

/** When a draft was written last, in milliseconds: the later of two devices counts. */
const readTurn = (name: string): number => {
  const known = turns.get(name)
  if (known !== undefined) return known
  let stored = 0
  try {
    stored = Number(localStorage.getItem(`${name}.turn`) ?? 0) || 0
  } catch {
    // As above.
  }
  turns.set(name, stored)
  return stored
}

const write = (name: string, text: string, turn = Math.max(readMs(), readTurn(name) + 1)): void => {
  texts.set(name, text)
  turns.set(name, turn)
  try {
    localStorage.setItem(`${name}.turn`, String(turn))
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

/** When a draft was written last here, and the way to take up what another device wrote later. */
export const useDraftTurn = (
  conversationId: string,
  kind: DraftKind,
): [number, (text: string, turn: number) => void] => {
  const name = nameOf(useWorkspace().memberId, conversationId, kind)
  const turn = useSyncExternalStore(listen, () => readTurn(name))
  return [turn, useCallback((text: string, at: number) => write(name, text, at), [name])]
}

/** Whether a reply to this conversation was begun. */
export const useHasDraft = (conversationId: string): boolean => useDraft(conversationId, 'reply')[0].trim() !== ''
