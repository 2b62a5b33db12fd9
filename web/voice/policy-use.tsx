/** At the moment of the reply: the policy that holds for the question, read in place, kept with the answer or not. */
import { ScrollText } from 'lucide-react'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { words } from './words.ts'

export interface OfferedPolicy {
  readonly versionId: string
  readonly name: string
  readonly number: number
  readonly body: string
  readonly isOverdue: boolean
}

/** @param chosen the version that the answer follows; null for none. */
export const PolicyUse = ({
  policies,
  chosen,
  onChoose,
}: {
  policies: readonly OfferedPolicy[]
  chosen: string | null
  onChoose: (versionId: string | null) => void
}) => {
  const t = words.useT()
  if (policies.length === 0) return null
  const open = policies.find(policy => policy.versionId === chosen)
  return (
    <section aria-label={t('use.label')} className="flex flex-col gap-1 border-hair border-b px-3 py-1.5">
      <div className="flex flex-wrap items-center gap-1.5 text-xs">
        <ScrollText size={13} className="text-muted" aria-hidden />
        <span className="text-muted">{t('use.label')}</span>
        {policies.map(policy => (
          <Choice
            key={policy.versionId}
            isOn={policy.versionId === chosen}
            onClick={() => onChoose(policy.versionId === chosen ? null : policy.versionId)}
          >
            {t('use.version', { name: policy.name, number: policy.number })}
          </Choice>
        ))}
        <Choice isOn={chosen === null} onClick={() => onChoose(null)}>
          {t('use.none')}
        </Choice>
      </div>
      {open && (
        <p className="scroll-quiet max-h-[14dvh] overflow-auto whitespace-pre-wrap break-words text-sm">{open.body}</p>
      )}
      {open?.isOverdue && <p className="text-warn text-xs">{t('use.overdue')}</p>}
    </section>
  )
}

const Choice = ({ isOn, onClick, children }: { isOn: boolean; onClick: () => void; children: React.ReactNode }) => (
  <button type="button" aria-pressed={isOn} onClick={onClick} className="rounded-full pointer-coarse:min-h-9">
    <Chip tone={isOn ? 'acc' : 'neu'} className={cx(!isOn && 'bg-transparent hover:bg-hover')}>
      {children}
    </Chip>
  </button>
)
