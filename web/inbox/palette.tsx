/** ⌘K: conversations by name and words, open ones first. */
import { listConversations } from '../../contract/inbox.ts'
import { Avatar } from '../kit/avatar.tsx'
import { useSettled } from '../kit/use-settled.ts'
import { PaletteGroup, PaletteItem } from '../platform/palette-items.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const ConversationEntries = ({ typed, go }: { typed: string; go: (to: string) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const q = useSettled(typed)
  const when = useMay()('inbox.read') && q !== ''
  const open = useEndpoint(listConversations, { queue: 'open', q, limit: 5 }, { when, keep: true })
  const resolved = useEndpoint(listConversations, { queue: 'resolved', q, limit: 3 }, { when, keep: true })
  const items = [...(open.data?.items ?? []), ...(resolved.data?.items ?? [])].slice(0, 6)
  if (items.length === 0) return null
  return (
    <PaletteGroup title={t('palette.title')}>
      {items.map(one => (
        <PaletteItem
          key={one.id}
          id={`conversation:${one.id}`}
          icon={<Avatar name={one.customerName} size={20} />}
          note={one.ticket.state === 'resolved' ? t('clock.resolved') : formats.ago(one.lastMessageAt)}
          onPick={() => go(`/inbox/${one.id}`)}
        >
          {one.customerName} <span className="text-muted">{one.preview}</span>
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
