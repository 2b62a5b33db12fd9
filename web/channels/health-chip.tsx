/** Whether an account or source is heard: a word with a colour, since when, and what is wrong. */
import type { Health } from '../../contract/channels.ts'
import { Chip, type Tone } from '../kit/chip.tsx'
import { useFormats } from '../platform/session.ts'
import { words } from './words.ts'

const tones: Record<Health['state'], Tone> = { ok: 'pos', waiting: 'neu', silent: 'warn', broken: 'neg', paused: 'neu' }

export const HealthChip = ({ health }: { health: Health }) => {
  const t = words.useT()
  const formats = useFormats()
  const isTroubled = health.state === 'broken' || health.state === 'silent'
  return (
    <span className="inline-flex items-center gap-2">
      <Chip tone={tones[health.state]} hasDot>
        {t(`health.${health.state}`)}
      </Chip>
      {isTroubled && health.since && (
        <span className="whitespace-nowrap text-muted text-xs max-md:hidden">
          {t('health.since', { time: formats.moment(health.since) })}
        </span>
      )}
    </span>
  )
}

/** The sentence of what is wrong, in its own line. */
export const HealthProblem = ({ health }: { health: Health }) =>
  health.problem && <span className="text-neg text-xs">{health.problem.message}</span>
