/** Below the queue while conversations are selected: assign, move to a team, tag, resolve; all with the way back. */
import { Check, Tag, UserRound, Users, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { listMembers, listTeams } from '../../../contract/access.ts'
import { type ConversationChange, changeConversations, undoConversations } from '../../../contract/inbox/bulk.ts'
import { listMoves } from '../../../contract/inbox/routing.ts'
import { getConversation, getInboxSummary, listConversations } from '../../../contract/inbox.ts'
import { listTags } from '../../../contract/listening.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay, useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

const touched = [listConversations, getConversation, getInboxSummary, listMoves]

/** Changes many at once, says so, and offers the way back. */
export const useBulk = () => {
  const t = words.useT()
  const toasts = useToasts()
  const undoing = useVerb(undoConversations, {
    refetch: touched,
    onDone: ({ restored, skipped }) =>
      toasts.show({ text: t(skipped > 0 ? 'bulk.undoneSome' : 'bulk.undone', { restored, skipped }) }),
  })
  const changing = useVerb(changeConversations, { refetch: touched })
  /** @param says in place of how many were changed. */
  const change = async (conversationIds: readonly string[], what: ConversationChange, says?: string) => {
    const { changeId, changed } = await changing.ask({ conversationIds: [...conversationIds], change: what })
    toasts.show({
      text: says ?? (changed > 0 ? t('bulk.done', { count: changed }) : t('bulk.nothing')),
      ...(changeId ? { onUndo: () => undoing.run({ changeId }) } : {}),
    })
  }
  return { change, isRunning: changing.isRunning }
}

export const BulkBar = ({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) => {
  const t = words.useT()
  const may = useMay()
  const { memberId } = useWorkspace()
  const bulk = useBulk()
  const [menu, setMenu] = useState<'assign' | 'team' | 'tag' | null>(null)
  const mayAssign = may('inbox.assign') && may('access.read')
  const mayTag = may('listening.read')
  const members = useEndpoint(listMembers, {}, { when: mayAssign, staleMs: 5 * 60_000 }).data?.items ?? []
  const teams = useEndpoint(listTeams, {}, { when: mayAssign, staleMs: 5 * 60_000 }).data?.items ?? []
  const tags = useEndpoint(listTags, {}, { when: mayTag, staleMs: 5 * 60_000 }).data?.items ?? []
  // Refused: the verb has said why, and the selection stays.
  const change = (what: ConversationChange) => void bulk.change(ids, what).then(onDone, () => {})
  useShortcut('shift+a', t('bulk.assignKey'), () => setMenu('assign'), { when: mayAssign })
  useShortcut('shift+g', t('bulk.tagKey'), () => setMenu('tag'), { when: mayTag })
  useShortcut('shift+e', t('bulk.closeKey'), () => change({ close: true }))
  useShortcut('shift+x', t('bulk.clear'), onDone)
  const opening = (name: 'assign' | 'team' | 'tag') => ({
    isOpen: menu === name,
    onOpen: (isOpen: boolean) => setMenu(isOpen ? name : null),
    side: 'top' as const,
    align: 'start' as const,
  })
  const trigger = (icon: typeof Tag, label: string): ReactNode => (
    <Button size="sm" icon={icon} isBusy={bulk.isRunning}>
      {label}
    </Button>
  )
  return (
    <section
      aria-label={t('bulk.selected', { count: ids.length })}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-hair border-t bg-accent-soft px-3 py-2"
    >
      <span className="mr-auto font-semibold text-accent-text text-sm tabular-nums">
        {t('bulk.selected', { count: ids.length })}
      </span>
      {mayAssign && (
        <Menu {...opening('assign')} trigger={trigger(UserRound, t('bulk.assign'))}>
          <MenuItem onPick={() => change({ assign: { memberId } })}>{t('bulk.me')}</MenuItem>
          <MenuLine />
          {members
            .filter(one => one.id !== memberId)
            .map(one => (
              <MenuItem key={one.id} onPick={() => change({ assign: { memberId: one.id } })}>
                {one.name}
              </MenuItem>
            ))}
          <MenuItem onPick={() => change({ assign: { memberId: null } })}>{t('bulk.nobody')}</MenuItem>
        </Menu>
      )}
      {mayAssign && teams.length > 0 && (
        <Menu {...opening('team')} trigger={trigger(Users, t('team.menu'))}>
          {teams.map(one => (
            <MenuItem key={one.id} onPick={() => change({ team: { teamId: one.id } })}>
              {one.name}
            </MenuItem>
          ))}
          <MenuLine />
          <MenuItem onPick={() => change({ team: { teamId: null } })}>{t('team.none')}</MenuItem>
        </Menu>
      )}
      {mayTag && (
        <Menu {...opening('tag')} trigger={trigger(Tag, t('bulk.tag'))}>
          {tags.length === 0 && <MenuLabel>{t('bulk.noTags')}</MenuLabel>}
          {tags.map(one => (
            <MenuItem key={one.id} onPick={() => change({ tagIds: [one.id] })}>
              {one.name}
            </MenuItem>
          ))}
        </Menu>
      )}
      <Button size="sm" icon={Check} isBusy={bulk.isRunning} onClick={() => change({ close: true })}>
        {t('bulk.close')}
      </Button>
      <IconButton label={t('bulk.clear')} icon={X} size={15} onClick={onDone} />
    </section>
  )
}
