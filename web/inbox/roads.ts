/** Pure: where somebody who spoke on one channel can be answered on another. */
import type { Activity, Customer } from '../../contract/customers.ts'

export interface RoadTo {
  readonly identityId: string
  readonly channel: string
  readonly handle: string
  /** The newest conversation with them there; where there is none, `url` is their page. */
  readonly conversationId: string | null
  readonly url: string | null
}

/** Their other identities, those that we have spoken with first; one that leads nowhere is left out. */
export const roadsTo = (
  identities: Customer['identities'],
  activities: readonly Activity[],
  from: string,
): readonly RoadTo[] =>
  identities
    .filter(identity => identity.channel !== from)
    .map(({ id, channel, handle, url }) => ({
      identityId: id,
      channel,
      handle,
      conversationId:
        activities.find(one => one.channel === channel && one.conversationId !== null)?.conversationId ?? null,
      url,
    }))
    .filter(road => road.conversationId !== null || road.url !== null)
    .toSorted((a, b) => Number(a.conversationId === null) - Number(b.conversationId === null))
