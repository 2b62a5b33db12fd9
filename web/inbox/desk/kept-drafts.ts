/** Keeps what is being written on the server too, keystroke by keystroke, and takes up what another device wrote later. */
import { useEffect, useRef } from 'react'
import { keepDraft } from '../../../contract/inbox/presence.ts'
import { useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { type DraftKind, useDraft, useDraftTurn } from '../drafts.ts'

interface Kept {
  readonly kind: DraftKind
  readonly text: string
  readonly turn: number
}

/** @param mine what the server holds; undefined until it has said. */
export const useKeptDrafts = (conversationId: string, mine: readonly Kept[] | undefined): void => {
  useKept(conversationId, 'reply', mine)
  useKept(conversationId, 'note', mine)
}

/** One request at a time: what is typed meanwhile goes with the next one, whole. */
const restMs = 250

const useKept = (conversationId: string, kind: DraftKind, mine: readonly Kept[] | undefined): void => {
  const mayReply = useMay()('inbox.reply')
  const [text] = useDraft(conversationId, kind)
  const [turn, takeUp] = useDraftTurn(conversationId, kind)
  const { ask } = useVerb(keepDraft, { isQuiet: true })
  const send = useRef(ask)
  send.current = ask
  const known = mine?.find(one => one.kind === kind)
  // What the server is known to hold.
  const heldTurn = useRef(0)

  useEffect(() => {
    if (!known) return
    heldTurn.current = Math.max(heldTurn.current, known.turn)
    if (known.turn > turn) takeUp(known.text, known.turn)
  }, [known, turn, takeUp])

  const isAsked = mine !== undefined
  const running = useRef(false)
  const latest = useRef({ text, turn })
  latest.current = { text, turn }
  useEffect(() => {
    if (!mayReply || !isAsked) return
    const keep = async () => {
      if (running.current || latest.current.turn <= heldTurn.current) return
      running.current = true
      const sent = latest.current
      try {
        await send.current({ conversationId, kind, ...sent })
        heldTurn.current = Math.max(heldTurn.current, sent.turn)
        running.current = false
        if (latest.current.turn > sent.turn) setTimeout(() => void keep(), restMs)
      } catch {
        // The network is away: this browser has the words, and the next keystroke takes them along.
        running.current = false
      }
    }
    if (turn > heldTurn.current) void keep()
  }, [turn, mayReply, isAsked, conversationId, kind])
}
