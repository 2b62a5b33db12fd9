/** On the profile: why we take several identities for one person, with the way to part those that are not. */
import { Split } from 'lucide-react'
import { listMerges } from '../../../contract/customers.ts'
import { Button } from '../../kit/button.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { evidenceOf, Side } from './evidence.tsx'
import { useParting } from './parting.ts'
import { words } from './words.ts'

export const EvidencePanel = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const may = useMay()('customers.merge')
  const merges = useEndpoint(listMerges, { customerId })
  const parting = useParting()
  const standing = (merges.data?.items ?? []).filter(one => one.undoneAt === null && one.how === 'match')
  if (standing.length === 0) return null
  return (
    <Part title={t('panel.title')}>
      <ul className="flex flex-col gap-3">
        {standing.map(merge => {
          const evidence = evidenceOf(merge.evidence)
          return (
            <li key={merge.id} className="flex flex-col gap-1.5 text-sm">
              <div className="flex items-center gap-2">
                <span className="min-w-0 grow truncate font-medium">
                  {t('recent.pair', { left: merge.left.name, right: merge.right.name })}
                </span>
                {may && (
                  <Button
                    size="sm"
                    tone="quiet"
                    icon={Split}
                    disabled={parting.isBusy}
                    onClick={() => parting.part(merge.id)}
                  >
                    {t('panel.part')}
                  </Button>
                )}
              </div>
              <Side title={t('for')} evidence={evidence.filter(({ bits }) => bits > 0)} />
              {evidence.some(({ bits }) => bits <= 0) && (
                <Side title={t('against')} evidence={evidence.filter(({ bits }) => bits <= 0)} />
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}
