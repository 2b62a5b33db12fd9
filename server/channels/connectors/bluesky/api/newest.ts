/** Where a stream stands right now, so that a new source can begin there: the protocol has no call that says it. */
import { sleep, stopwatch } from '../../../../platform/clock.ts'
import type { Outside } from '../../../connector.ts'
import { failureOf } from '../../../failures.ts'
import { addressOf, drain, type Inbox, openInbox } from './firehose.ts'

/** A network of many speaks sooner than this; a server that does not is a quiet one. */
const listenMs = 500
/** A quiet server has sent all that it keeps when it pauses for so long. */
const pauseMs = 300
const longestMs = 6000
const lookMs = 20

/**
 * A cursor after which nothing that is said from now on is missed; null when nobody answers, and the stream's own health
 * will say so. A busy relay tells its place with its first frame. A quiet server is asked for all that it still keeps (a day,
 * seldom more), and its last frame is the place; where it keeps more than can be read in time, the place lies before now.
 */
export const findNewest = async (
  outside: Outside,
  address: string,
  signal: AbortSignal | undefined,
): Promise<string | null> => {
  const limit = AbortSignal.timeout(longestMs)
  const limited = signal ? AbortSignal.any([signal, limit]) : limit
  try {
    const heard = await readPlace(
      outside,
      addressOf(address, null),
      { pauseMs: listenMs, isFirstEnough: true },
      limited,
    )
    if (heard !== null) return String(heard)
    const kept = await readPlace(outside, addressOf(address, '0'), { pauseMs, isFirstEnough: false }, limited)
    return String(kept ?? 0)
  } catch (error) {
    if (failureOf(error) === null) throw error
    return null
  }
}

interface Patience {
  pauseMs: number
  isFirstEnough: boolean
}

/** The number of the last frame that came before a pause; null when none came. */
const readPlace = async (
  outside: Outside,
  url: string,
  patience: Patience,
  signal: AbortSignal,
): Promise<number | null> => {
  const socket = await outside.openSocket(url, [], signal)
  try {
    const inbox = openInbox(socket)
    return await readUntilPause(inbox, patience, signal)
  } finally {
    socket.close()
  }
}

const readUntilPause = async (inbox: Inbox, patience: Patience, signal: AbortSignal): Promise<number | null> => {
  let place: number | null = null
  let sinceFrame = stopwatch()
  while (!signal.aborted && sinceFrame() < patience.pauseMs) {
    if (inbox.frames.length === 0) {
      if (inbox.isClosed) return place
      await sleep(lookMs, signal)
      continue
    }
    const { seq, error } = drain(inbox)
    if (error !== null) return place
    place = seq ?? place
    if (place !== null && patience.isFirstEnough) return place
    sinceFrame = stopwatch()
  }
  return place
}
