/** The conversations of a customer: on their profile, and beside another conversation with them. */
import { listConversations } from '../../contract/inbox.ts'
import { Part } from '../customers/index.ts'
import { useChannelName } from '../listening/index.ts'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { ClockChip } from './clock-chip.tsx'
import { words } from './words.ts'

export const CustomerConversations = ({
  customerId,
  besides,
}: {
  customerId: string
  besides?: string | undefined
}) => {
  const t = words.useT()
  const when = useMay()('inbox.read')
  const channelName = useChannelName()
  const open = useEndpoint(listConversations, { customerId, queue: 'open', limit: 5 }, { when })
  const resolved = useEndpoint(listConversations, { customerId, queue: 'resolved', limit: 3 }, { when })
  if (!open.data || !resolved.data) return null
  const items = [...open.data.items, ...resolved.data.items].filter(one => one.id !== besides)
  // Beside a conversation an empty list says nothing that the reader needs.
  if (items.length === 0 && besides) return null
  return (
    <Part title={t('customer.title')}>
      {items.length === 0 && <p className="text-muted text-xs">{t('customer.none')}</p>}
      <ul>
        {items.map(one => (
          <li key={one.id}>
            <PageLink
              to={`/inbox/${one.id}`}
              className="-mx-2 flex min-h-9 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover pointer-coarse:min-h-11"
            >
              <span className="min-w-0 grow truncate">
                <span className="text-faint text-xs">{channelName(one.channel)}</span> {one.preview}
              </span>
              <ClockChip ticket={one.ticket} />
            </PageLink>
          </li>
        ))}
      </ul>
    </Part>
  )
}
