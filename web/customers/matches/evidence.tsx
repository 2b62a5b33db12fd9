/** What speaks for and against two being one person, each with its weight in bits. */
import { z } from 'zod'
import { type MatchEvidence, matchEvidence } from '../../../contract/customers/suggestions.ts'
import { useLocale } from '../../platform/i18n.ts'
import { words } from './words.ts'

const list = z.array(matchEvidence)

/** The evidence of a merge where a matcher wrote it; empty for others. */
export const evidenceOf = (given: unknown): readonly MatchEvidence[] => list.safeParse(given).data ?? []

export const BothSides = ({ evidence }: { evidence: readonly MatchEvidence[] }) => {
  const t = words.useT()
  return (
    <div className="grid grid-cols-2 gap-4 text-sm max-md:grid-cols-1">
      <Side title={t('for')} evidence={evidence.filter(({ bits }) => bits > 0)} />
      <Side title={t('against')} evidence={evidence.filter(({ bits }) => bits <= 0)} />
    </div>
  )
}

export const Side = ({ title, evidence }: { title: string; evidence: readonly MatchEvidence[] }) => {
  const t = words.useT()
  const language = useLocale()
  return (
    <section className="flex flex-col gap-1">
      <h3 className="text-muted text-xs">{title}</h3>
      {evidence.length === 0 && <p className="text-faint">{t('nothing')}</p>}
      <ul className="flex flex-col gap-0.5">
        {evidence.map(({ kind, field, says, bits }) => (
          <li key={kind} className="flex gap-2">
            <span className="grow">
              {field[language]} · {says[language]}
            </span>
            <span className="text-muted tabular-nums">{bits > 0 ? `+${bits}` : bits}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
