/** Places that listening offers to later rooms: what may be done with a mention, and who its author is to us. */
import type { Mention } from '../../contract/listening.ts'
import { defineSlot } from '../platform/slots.tsx'

/**
 * An action of a post, before listening's own. Draw a `PostAction`; its key may work only while `isActive`, so that of
 * all posts on screen one answers.
 */
export const mentionAction = defineSlot<{ mention: Mention; isActive: boolean }>('mention.action')

/** Beside the author's channel: who they are to us. Draw short text; nothing for strangers. */
export const mentionAuthor = defineSlot<{ mention: Mention }>('mention.author')

/** Below the thread of an opened mention. */
export const mentionPanel = defineSlot<{ mention: Mention }>('mention.panel')

/** Below the places of 듣기 → 수치: what came of the talk there, in a period. Draw a `Card`, or nothing. */
export const placesPanel = defineSlot<{ from: string; to: string }>('places.panel')
