/** What ends by itself: whether posts that nobody can answer become a stance, after how long, and how many did. */
import { type AutomaticStance, getAutomaticStance, setAutomaticStance } from '../../../contract/inbox/endings.ts'
import { getLedger, listLedgerParts } from '../../../contract/listening.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

const choices: readonly string[] = ['off', '6', '24', '72', '168']

const choiceOf = ({ afterHours }: AutomaticStance): string => (afterHours === null ? 'off' : String(afterHours))
const hoursOf = (choice: string): number | null => (choice === 'off' ? null : Number(choice))

export const Endings = () => {
  const t = words.useT()
  const toasts = useToasts()
  const formats = useFormats()
  const may = useMay()('inbox.manage')
  const query = useEndpoint(getAutomaticStance, {})
  const verb = useVerb(setAutomaticStance, { refetch: [getAutomaticStance, getLedger, listLedgerParts] })
  const label = (choice: string) =>
    choice === 'off' ? t('endings.off') : t('endings.after', { hours: formats.number(Number(choice)) })
  return (
    <Card title={t('endings.title')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-16 w-full" />}>
        {rule => {
          const now = choiceOf(rule)
          const put = (next: string) => {
            verb.run({ afterHours: hoursOf(next) })
            toasts.show({
              text: next === 'off' ? t('endings.offDone') : t('endings.onDone', { after: label(next) }),
              onUndo: () => verb.run({ afterHours: rule.afterHours }),
            })
          }
          const shown = choices.includes(now) ? choices : [...choices, now]
          return (
            <>
              <p className="mt-1 text-muted text-sm">
                {rule.waiting === 0
                  ? t('endings.none')
                  : t('endings.waiting', { posts: formats.number(rule.waiting) + (rule.waiting >= 1000 ? '+' : '') })}
                {rule.ended > 0 && ` ${t('endings.ended', { posts: formats.number(rule.ended) })}`}
              </p>
              <div className="mt-2 max-w-xs">
                <Select
                  label={t('endings.title')}
                  isDisabled={!may}
                  value={now}
                  onChange={put}
                  choices={shown.map(value => ({ value, label: label(value) }))}
                />
              </div>
              <p className="mt-2 text-muted text-xs">{t('endings.hint')}</p>
            </>
          )
        }}
      </Loaded>
    </Card>
  )
}
