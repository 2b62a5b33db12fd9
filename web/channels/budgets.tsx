/** What the month costs by channel, how near the budget is, and raising it with one press. */
import { type Budget, listConnections, listSources, setBudget } from '../../contract/channels.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { useChannelName } from './channel-name.ts'
import { useMoney } from './money.ts'
import { words } from './words.ts'

export const Budgets = ({ budgets }: { budgets: readonly Budget[] }) => {
  const t = words.useT()
  const money = useMoney()
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('budget.title')}</h3>
      {budgets.length === 0 && <p className="text-muted text-sm">{t('budget.free', { money: money(0) })}</p>}
      <ul className="flex flex-col divide-y divide-hair">
        {budgets.map(budget => (
          <OneBudget key={budget.channel} budget={budget} />
        ))}
      </ul>
    </section>
  )
}

const OneBudget = ({ budget }: { budget: Budget }) => {
  const t = words.useT()
  const may = useMay()
  const money = useMoney()
  const formats = useFormats()
  const toasts = useToasts()
  const channelName = useChannelName()
  const verb = useVerb(setBudget, { refetch: [listConnections, listSources] })
  const { channel, monthlyMicros, spentMicros, state } = budget
  // Twice as much, and enough for what is spent: a budget of nothing begins with a dollar.
  const raised = Math.max(monthlyMicros * 2, spentMicros * 2, 1_000_000)
  const raise = () =>
    verb.ask({ channel, monthlyMicros: raised }).then(
      () =>
        toasts.show({
          text: t('budget.raised', { money: money(raised) }),
          onUndo: () => verb.run({ channel, monthlyMicros }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5 text-sm">
      <span className="font-semibold">{channelName(channel)}</span>
      <span className="text-muted tabular-nums">
        {t('budget.spent', { spent: money(spentMicros), limit: money(monthlyMicros) })} ·{' '}
        {formats.share(monthlyMicros > 0 ? spentMicros / monthlyMicros : 1)}
      </span>
      {state === 'near' && <Chip tone="warn">{t('budget.near')}</Chip>}
      {state === 'spent' && <Chip tone="neg">{t('budget.stopped')}</Chip>}
      <span className="grow" />
      {may('channels.manage') && (
        <Button size="sm" isBusy={verb.isRunning} onClick={raise}>
          {t('budget.raise', { money: money(raised) })}
        </Button>
      )}
    </li>
  )
}
