/** Where the last conversations would have gone. */
import type { Output } from '../../../contract/endpoint.ts'
import type { tryRule } from '../../../contract/inbox/routing.ts'
import { Chip } from '../../kit/chip.tsx'
import { useChannelName } from '../../listening/index.ts'
import { words } from './words.ts'

export const TrialResult = ({ trial }: { trial: Output<typeof tryRule> }) => {
  const t = words.useT()
  const channelName = useChannelName()
  const all = trial.items.length
  // Those of this rule first: they are what is asked about.
  const items = [...trial.items.filter(one => one.isByThis), ...trial.items.filter(one => !one.isByThis)]
  return (
    <section aria-label={t('try')} className="flex flex-col gap-1.5">
      <p role="status" className="font-semibold">
        {t('try.result', { all, count: trial.byThis })}
      </p>
      <p className="text-muted text-xs">{t('try.hint')}</p>
      <ul className="flex flex-col">
        {items.map(one => (
          <li key={one.conversationId} className="flex items-center gap-2 border-hair border-b py-1.5 text-sm">
            <span className="flex min-w-0 grow flex-col">
              <span className="truncate">
                <span className="font-medium">{one.customerName}</span>{' '}
                <span className="text-faint text-xs">{channelName(one.channel)}</span>
              </span>
              <span className="truncate text-muted text-xs">{one.preview}</span>
            </span>
            <span className="flex shrink-0 flex-col items-end gap-0.5 text-xs">
              <span>{[one.teamName, one.memberName].filter(Boolean).join(' · ') || '—'}</span>
              <Chip tone={one.isByThis ? 'acc' : 'neu'}>
                {one.isByThis ? t('try.byThis') : (one.ruleName ?? t('try.none'))}
              </Chip>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
