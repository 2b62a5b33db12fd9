/** Whether what is on screen renews itself. */
import { Chip } from '../../kit/chip.tsx'
import { words } from '../words.ts'
import { useShell } from './shell-context.ts'

/** @param note what follows, such as how many channels are heard: `실시간 · 7개 채널`. */
export const LiveChip = ({ note }: { note?: string }) => {
  const t = words.useT()
  const { isLive } = useShell()
  return (
    <Chip tone={isLive ? 'pos' : 'warn'} hasDot>
      {t(isLive ? 'live.on' : 'live.off')}
      {isLive && note && ` · ${note}`}
    </Chip>
  )
}
