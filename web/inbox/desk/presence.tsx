/** My status at the end of every bar, with the colleagues' below it; and the beat that says that somebody sits here. */
import { Circle, CircleDashed, CircleMinus, type LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import {
  beatPresence,
  listPresences,
  type PresenceState,
  presenceState,
  setPresence,
} from '../../../contract/inbox/presence.ts'
import { cx } from '../../kit/class.ts'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { readMs } from '../../platform/clock.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay, useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

const signs: Record<PresenceState, { icon: LucideIcon; tone: string }> = {
  available: { icon: Circle, tone: 'fill-current text-pos' },
  busy: { icon: CircleMinus, tone: 'text-neg' },
  away: { icon: CircleDashed, tone: 'text-faint' },
}

/** The state as a shape and a colour; its word stands beside it or is read aloud. */
const Sign = ({ state, size = 11 }: { state: PresenceState; size?: number }) => {
  const { icon: Icon, tone } = signs[state]
  return <Icon size={size} strokeWidth={2.4} className={cx('shrink-0', tone)} aria-hidden />
}

export const PresenceMenu = () => {
  const t = words.useT()
  const may = useMay()
  const toasts = useToasts()
  const { memberId } = useWorkspace()
  const mayReply = may('inbox.read') && may('inbox.reply')
  const query = useEndpoint(listPresences, {}, { when: mayReply })
  const verb = useVerb(setPresence, {
    draw: (draft, { state }) =>
      draft.updateItems(listPresences, one => (one.memberId === memberId ? { ...one, state, isIdle: false } : one)),
    refetch: [listPresences],
    onDone: ({ returned }) => returned > 0 && toasts.show({ text: t('presence.returned', { count: returned }) }),
  })
  if (!mayReply || !query.data) return null
  const mine = query.data.items.find(one => one.memberId === memberId)?.state ?? 'away'
  const others = query.data.items.filter(one => one.memberId !== memberId)
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${t('presence.label')}: ${t(`presence.${mine}`)}`}
          className="inline-flex h-[30px] items-center gap-1.5 rounded-sm px-2 text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:h-11"
        >
          <Sign state={mine} />
          <span className="max-lg:hidden">{t(`presence.${mine}`)}</span>
        </button>
      }
    >
      {presenceState.options.map(state => (
        <MenuItem key={state} isChosen={state === mine} onPick={() => verb.run({ state })}>
          <span className="flex items-start gap-2">
            <span className="mt-1">
              <Sign state={state} />
            </span>
            <span className="flex flex-col">
              {t(`presence.${state}`)}
              <span className="text-muted text-xs">{t(`presence.${state}Hint`)}</span>
            </span>
          </span>
        </MenuItem>
      ))}
      {others.length > 0 && <MenuLine />}
      {others.length > 0 && <MenuLabel>{t('presence.colleagues')}</MenuLabel>}
      {others.map(one => (
        <div key={one.memberId} className="flex items-center gap-2 px-2 py-1 text-sm">
          <Sign state={one.state} />
          <span className="min-w-0 grow truncate">
            {one.name}
            <span className="sr-only"> {t(one.isIdle ? 'presence.idle' : `presence.${one.state}`)}</span>
          </span>
          <span className="text-faint text-xs tabular-nums">{t('presence.load', { count: one.load })}</span>
        </div>
      ))}
    </Menu>
  )
}

const beatMs = 60_000
/** As long as the server holds somebody to be here. */
const idleMs = 5 * 60_000

/** Beats while somebody touches this screen now and then. */
export const Heartbeat = () => {
  const may = useMay()
  const mayReply = may('inbox.read') && may('inbox.reply')
  const { run } = useVerb(beatPresence, { isQuiet: true })
  const workspaceId = useWorkspace().id
  // biome-ignore lint/correctness/useExhaustiveDependencies: `run` is made anew with every drawing; another workspace begins anew.
  useEffect(() => {
    if (!mayReply) return
    let touchedAt = readMs()
    let beatAt = 0
    const beat = () => {
      beatAt = readMs()
      run({})
    }
    const touch = () => {
      const wasIdle = readMs() - touchedAt > idleMs
      touchedAt = readMs()
      if (wasIdle || touchedAt - beatAt > beatMs) beat()
    }
    beat()
    const timer = setInterval(() => readMs() - touchedAt < idleMs && beat(), beatMs)
    const kinds = ['pointerdown', 'keydown', 'wheel', 'pointermove'] as const
    for (const kind of kinds) document.addEventListener(kind, touch, { passive: true })
    return () => {
      clearInterval(timer)
      for (const kind of kinds) document.removeEventListener(kind, touch)
    }
  }, [mayReply, workspaceId])
  return null
}
