/** Whose queue a conversation stands in: a menu of the teams. */
import { ChevronDown, Users } from 'lucide-react'
import { useState } from 'react'
import { listTeams } from '../../../contract/access.ts'
import { assignTeam, listMoves } from '../../../contract/inbox/routing.ts'
import { type Conversation, getConversation, listConversations } from '../../../contract/inbox.ts'
import { Button } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { useShortcut } from '../../kit/shortcuts.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const TeamMenu = ({ conversation }: { conversation: Conversation }) => {
  const t = words.useT()
  const may = useMay()
  const toasts = useToasts()
  const [isOpen, setOpen] = useState(false)
  const mayAssign = may('inbox.assign') && may('access.read')
  const teams = useEndpoint(listTeams, {}, { when: mayAssign, staleMs: 5 * 60_000 }).data?.items ?? []
  const verb = useVerb(assignTeam, { refetch: [getConversation, listConversations, listMoves] })
  const { team } = conversation.ticket
  useShortcut('shift+t', t('team.key'), () => setOpen(true), { when: mayAssign && teams.length > 0 })
  if (!mayAssign || teams.length === 0)
    return team ? <span className="truncate text-muted text-sm max-md:hidden">{team.name}</span> : null
  const give = (to: { id: string; name: string } | null) => {
    if ((to?.id ?? null) === (team?.id ?? null)) return
    const conversationId = conversation.id
    verb.run({ conversationId, teamId: to?.id ?? null })
    toasts.show({
      text: to ? t('team.done', { name: to.name }) : t('team.doneNone'),
      onUndo: () => verb.run({ conversationId, teamId: team?.id ?? null }),
    })
  }
  const name = team?.name ?? t('team.none')
  return (
    <Menu
      isOpen={isOpen}
      onOpen={setOpen}
      trigger={
        <Button tone="quiet" className="min-w-0 shrink max-md:hidden" aria-label={`${t('team.menu')}: ${name}`}>
          <Users size={15} strokeWidth={1.7} className="shrink-0" aria-hidden />
          <span className="truncate">{name}</span>
          <ChevronDown size={13} className="shrink-0 text-faint" aria-hidden />
        </Button>
      }
    >
      {teams.map(one => (
        <MenuItem key={one.id} isChosen={one.id === team?.id} onPick={() => give(one)}>
          {one.name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem isChosen={team === null} onPick={() => give(null)}>
        {t('team.none')}
      </MenuItem>
    </Menu>
  )
}
