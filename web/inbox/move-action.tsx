/** 옮겨서 답하기 on a mention of a channel that only sends out: the original, a network where the author is known, or a stance. */
import { ArrowUpRight, Flag, MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { findCustomers, getCustomer, listActivities } from '../../contract/customers.ts'
import {
  closeMention,
  countMentions,
  getLedger,
  getMention,
  listMentions,
  type Mention,
} from '../../contract/listening.ts'
import { shownHandle } from '../customers/index.ts'
import { Kbd } from '../kit/kbd.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useChannelName } from '../listening/index.ts'
import { useGo } from '../platform/links.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { roadsTo } from './roads.ts'
import { words } from './words.ts'

export const MoveAction = ({ mention, isActive }: { mention: Mention; isActive: boolean }) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  useShortcut('r', t('move'), () => setOpen(true), { when: isActive })
  return (
    <Menu
      isOpen={isOpen}
      onOpen={setOpen}
      align="start"
      trigger={
        <button
          type="button"
          onClick={event => event.stopPropagation()}
          className="inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 font-medium text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:h-9 pointer-coarse:px-2 pointer-coarse:text-sm"
        >
          {t('move')}
          {isActive && (
            <span className="pointer-coarse:hidden">
              <Kbd keys="r" />
            </span>
          )}
        </button>
      }
    >
      <Roads mention={mention} />
    </Menu>
  )
}

/** Asked for when the menu is open only. */
const Roads = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const go = useGo()
  const may = useMay()
  const channelName = useChannelName()
  const { author, url, channel } = mention.item
  const mayKnow = may('customers.read')
  const found = useEndpoint(findCustomers, { authorIds: [author.id] }, { when: mayKnow }).data?.items[0]
  const input = { customerId: found?.customerId ?? '' }
  const customer = useEndpoint(getCustomer, input, { when: found !== undefined }).data
  const activities = useEndpoint(listActivities, { ...input, limit: 50 }, { when: found !== undefined }).data?.items
  return (
    <>
      {url && (
        <MenuItem icon={ArrowUpRight} onPick={() => window.open(url, '_blank', 'noopener,noreferrer')}>
          {t('move.original')}
        </MenuItem>
      )}
      {roadsTo(customer?.identities ?? [], activities ?? [], channel).map(road => (
        <MenuItem
          key={road.identityId}
          icon={MessageSquare}
          onPick={() =>
            road.conversationId
              ? go(`/inbox/${road.conversationId}`)
              : window.open(road.url!, '_blank', 'noopener,noreferrer')
          }
        >
          {t('move.there', { channel: channelName(road.channel), handle: shownHandle(road.handle) })}
        </MenuItem>
      ))}
      {may('listening.close') && <Stance mention={mention} />}
    </>
  )
}

const Stance = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(closeMention, { refetch: [listMentions, getMention, countMentions, getLedger] })
  const end = () =>
    verb.ask({ mentionId: mention.id, state: 'stance' }).then(
      () =>
        toasts.show({
          text: t('move.ended'),
          onUndo: () => verb.run({ mentionId: mention.id, state: 'pending' }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  return (
    <MenuItem icon={Flag} onPick={() => void end()}>
      {t('move.stance')}
    </MenuItem>
  )
}
