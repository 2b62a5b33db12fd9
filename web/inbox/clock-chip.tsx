/** The clock of a ticket as a chip: calm, warm, red. */
import type { Ticket } from '../../contract/inbox.ts'
import { Chip } from '../kit/chip.tsx'
import { useFormats, useNow } from '../platform/session.ts'
import { clockOf } from './clock.ts'
import { words } from './words.ts'

export const ClockChip = ({ ticket }: { ticket: Ticket }) => {
  const t = words.useT()
  const formats = useFormats()
  const clock = clockOf(ticket, useNow())
  if (!clock) return null
  const says =
    'span' in clock
      ? t(`clock.${clock.kind}`, { time: t(`time.${clock.span.unit}`, { count: clock.span.count }) })
      : t(`clock.${clock.kind}`)
  return (
    <span
      className="inline-flex shrink-0"
      title={
        ticket.dueAt && ticket.dueKind
          ? t(`clock.due.${ticket.dueKind}`, { at: formats.moment(ticket.dueAt) })
          : undefined
      }
    >
      <Chip tone={clock.tone} className="tabular-nums">
        {says}
      </Chip>
    </span>
  )
}
