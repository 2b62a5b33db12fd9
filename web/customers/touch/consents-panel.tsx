/** What somebody agreed to, and how they chose to be contacted. */
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { type ConsentState, type CustomerConsents, getConsents } from '../../../contract/customers/consents.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { ChoiceDialog, ConsentDialog } from './consent-dialogs.tsx'
import { PersonRequests } from './person-requests.tsx'
import { words } from './words.ts'

export const ConsentsPanel = ({ customerId, besides }: { customerId: string; besides?: string | undefined }) => {
  const t = words.useT()
  const may = useMay()
  const query = useEndpoint(getConsents, { customerId })
  return (
    <>
      <Part title={t('consent.title')}>
        <Loaded query={query} waiting={<Skeleton className="h-3.5 w-3/5" />}>
          {consents => <Consents customerId={customerId} consents={consents} />}
        </Loaded>
      </Part>
      {!besides && may('customers.privacy') && <PersonRequests customerId={customerId} />}
    </>
  )
}

const Consents = ({ customerId, consents }: { customerId: string; consents: CustomerConsents }) => {
  const t = words.useT()
  const may = useMay()
  const [open, setOpen] = useState<'consent' | 'choice' | null>(null)
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      {consents.isMinor && <p className="rounded-md bg-warn-soft px-2 py-1 text-warn">{t('consent.minor')}</p>}
      {consents.current.length === 0 ? (
        <p className="text-muted">{t('consent.none')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {consents.current.map(state => (
            <StateRow key={`${state.purpose} ${state.channel}`} state={state} />
          ))}
        </ul>
      )}
      <Choice consents={consents} />
      <History consents={consents} />
      {may('customers.edit') && (
        <div className="flex flex-wrap gap-1.5">
          <Button size="sm" icon={Plus} onClick={() => setOpen('consent')}>
            {t('consent.add')}
          </Button>
          <Button size="sm" onClick={() => setOpen('choice')}>
            {t('consent.choice')}
          </Button>
        </div>
      )}
      {open === 'consent' && <ConsentDialog customerId={customerId} onClose={() => setOpen(null)} />}
      {open === 'choice' && (
        <ChoiceDialog customerId={customerId} choice={consents.choice} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

/** A channel's name, or what it is called where we have none. */
export const useChannelWord = (): ((channel: string) => string) => {
  const t = words.useT()
  const known = ['all', 'email', 'sms', 'kakao_channel', 'call', 'push', 'post', 'web'] as const
  return channel => {
    const name = known.find(one => one === channel)
    return name ? t(`channel.${name}`) : channel
  }
}

const StateRow = ({ state }: { state: ConsentState }) => {
  const t = words.useT()
  const formats = useFormats()
  const channel = useChannelWord()
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Chip tone={state.isGiven ? 'pos' : 'neu'}>
        {state.isGiven ? '✓' : '✕'} {t(`purpose.${state.purpose}`)}
      </Chip>
      <span>{channel(state.channel)}</span>
      <span className="text-muted text-xs">
        {t(state.isGiven ? 'consent.given' : 'consent.withdrawn', { when: formats.date(state.since) })}
        {state.confirmBy && ` · ${t('consent.confirmBy', { when: formats.date(state.confirmBy) })}`}
      </span>
    </li>
  )
}

const Choice = ({ consents: { choice } }: { consents: CustomerConsents }) => {
  const t = words.useT()
  const channel = useChannelWord()
  const parts = [
    choice.channels && `${t('consent.choiceChannels')}: ${choice.channels.map(channel).join(', ')}`,
    choice.refused.length > 0 && `${t('consent.choiceRefused')}: ${choice.refused.map(channel).join(', ')}`,
    choice.hours && `${t('consent.choiceHours')}: ${t('consent.choiceHour', choice.hours)}`,
  ].filter(part => typeof part === 'string')
  return parts.length === 0 ? null : <p className="text-muted text-xs">{parts.join(' · ')}</p>
}

const History = ({ consents: { history } }: { consents: CustomerConsents }) => {
  const t = words.useT()
  const formats = useFormats()
  const channel = useChannelWord()
  if (history.length === 0) return null
  return (
    <details className="text-xs">
      <summary className="cursor-pointer text-accent-text pointer-coarse:min-h-11">
        {t('consent.history', { count: history.length })}
      </summary>
      <ol className="mt-1 flex flex-col gap-1.5">
        {history.map(entry => (
          <li key={entry.id} className="flex flex-col border-hair border-l-2 pl-2">
            <span>
              {formats.moment(entry.at)} · {t(`purpose.${entry.purpose}`)} · {channel(entry.channel)} ·{' '}
              <strong className="font-medium">{t(`deed.${entry.deed}`)}</strong>
            </span>
            {entry.wording && <span className="text-muted">“{entry.wording}”</span>}
            <span className="text-muted">
              {t('consent.by', { by: entry.recordedBy, source: sourceWord(t, entry.source.kind) })}
              {entry.proof && ` · ${entry.proof}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

const sources = ['web', 'import', 'api', 'person', 'mail', 'call'] as const
const sourceWord = (t: ReturnType<typeof words.useT>, kind: string): string => {
  const known = sources.find(one => one === kind)
  return known ? t(`source.${known}`) : kind
}
