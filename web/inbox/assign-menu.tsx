/** Who answers: a menu of the members, opened with a press or with `a`. */
import { ChevronDown, UserRound, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { listMembers } from '../../contract/access.ts'
import type { Conversation } from '../../contract/inbox.ts'
import { Button } from '../kit/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay, useMe, useWorkspace } from '../platform/session.ts'
import type { Assignee } from './verbs.ts'
import { words } from './words.ts'

export const AssignMenu = ({
  conversation,
  onAssign,
}: {
  conversation: Conversation
  onAssign: (to: Assignee) => void
}) => {
  const t = words.useT()
  const may = useMay()
  const me = useMe()
  const { memberId } = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  const mayAssign = may('inbox.assign')
  const members = useEndpoint(listMembers, {}, { when: mayAssign && may('access.read'), staleMs: 5 * 60_000 })
  const { assignee } = conversation.ticket
  useShortcut('a', t('assign.key'), () => setOpen(true), { when: mayAssign })
  const others = (members.data?.items ?? []).filter(member => member.id !== memberId)
  const name = assignee?.name ?? t('assign.none')
  if (!mayAssign) return <span className="truncate text-muted text-sm">{name}</span>
  return (
    <Menu
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <Button tone="quiet" className="min-w-0 shrink" aria-label={`${t('assign.menu')}: ${name}`}>
          <UserRound size={15} strokeWidth={1.7} className="shrink-0" aria-hidden />
          <span className="truncate max-md:hidden">{name}</span>
          <ChevronDown size={13} className="shrink-0 text-faint max-md:hidden" aria-hidden />
        </Button>
      }
    >
      <MenuItem isChosen={assignee?.memberId === memberId} onPick={() => onAssign({ memberId, name: me.user.name })}>
        {t('assign.me')}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{members.data ? t('assign.menu') : t('assign.waiting')}</MenuLabel>
      {others.map(member => (
        <MenuItem
          key={member.id}
          isChosen={assignee?.memberId === member.id}
          onPick={() => onAssign({ memberId: member.id, name: member.name })}
        >
          {member.name}
        </MenuItem>
      ))}
      <MenuItem icon={UserRoundX} isChosen={assignee === null} onPick={() => onAssign(null)}>
        {t('assign.none')}
      </MenuItem>
    </Menu>
  )
}
