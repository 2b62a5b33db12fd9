/** Who takes care of mentions: a menu of the members, opened with a press or with `a`. */
import { UserRoundX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { listMembers } from '../../contract/access.ts'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay, useMe, useWorkspace } from '../platform/session.ts'
import type { Owner } from './use-work.ts'
import { words } from './words.ts'

interface AssignMenuProps {
  trigger: ReactNode
  /** Whose it is now; undefined where many are asked for. */
  owner?: Owner
  /** Whether `a` opens this one. */
  isActive: boolean
  onAssign: (owner: Owner) => void
}

export const AssignMenu = ({ trigger, owner, isActive, onAssign }: AssignMenuProps) => {
  const t = words.useT()
  const me = useMe()
  const { memberId } = useWorkspace()
  const [isOpen, setOpen] = useState(false)
  const mayRead = useMay()('access.read')
  const members = useEndpoint(listMembers, {}, { when: isOpen && mayRead, staleMs: 5 * 60_000 })
  useShortcut('a', t('work.assign'), () => setOpen(true), { when: isActive })
  const others = (members.data?.items ?? []).filter(member => member.id !== memberId)
  return (
    <Menu isOpen={isOpen} onOpen={setOpen} trigger={trigger}>
      <MenuItem isChosen={owner?.memberId === memberId} onPick={() => onAssign({ memberId, name: me.user.name })}>
        {t('work.assignMe')}
      </MenuItem>
      {others.length > 0 && (
        <>
          <MenuLine />
          <MenuLabel>{t('work.assignTo')}</MenuLabel>
        </>
      )}
      {others.map(member => (
        <MenuItem
          key={member.id}
          isChosen={owner?.memberId === member.id}
          onPick={() => onAssign({ memberId: member.id, name: member.name })}
        >
          {member.name}
        </MenuItem>
      ))}
      {owner !== null && (
        <>
          <MenuLine />
          <MenuItem icon={UserRoundX} onPick={() => onAssign(null)}>
            {t('work.assignNone')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}
