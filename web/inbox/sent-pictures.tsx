/** The pictures that went out with an answer. */
import { getMedia } from '../../contract/channels.ts'
import type { Message } from '../../contract/inbox.ts'
import { Skeleton } from '../kit/states.tsx'
import { useEndpoint } from '../platform/query.ts'

type Media = NonNullable<Message['delivery']>['media']

export const SentPictures = ({ media }: { media: Media }) => (
  <ul className="mt-2 flex flex-wrap gap-2">
    {media.map(one => (
      <li key={one.mediaId}>
        <SentPicture {...one} />
      </li>
    ))}
  </ul>
)

const SentPicture = ({ mediaId, alt }: Media[number]) => {
  const { data, error } = useEndpoint(getMedia, { mediaId }, { staleMs: 60 * 60_000 })
  if (error) return <span className="text-muted text-xs">{alt}</span>
  if (!data) return <Skeleton className="size-28 rounded-md" />
  return (
    <img
      src={`data:${data.contentType};base64,${data.data}`}
      alt={alt}
      title={alt}
      className="size-28 rounded-md border border-hair object-cover"
    />
  )
}
