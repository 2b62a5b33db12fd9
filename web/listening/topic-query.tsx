/** By which words a topic is found: made from its name, picked as chips or written out, and tried on the past. */
import { CircleHelp, Sparkles } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { listConnectors } from '../../contract/channels.ts'
import { type SuggestedQuery, suggestQuery } from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { faultPlace, fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { QueryBuilder } from './query-builder.tsx'
import { composeQuery, narrowedBy, withoutTerms, withTerm } from './query-compose.ts'
import { QueryHelp } from './query-help.tsx'
import { QueryInput } from './query-input.tsx'
import { QueryTry } from './query-try.tsx'
import type { FieldsProps } from './topic-fields.tsx'
import { type QueryFault, useQueryReading } from './use-query-reading.ts'
import { words } from './words.ts'

const paidTags = ['#광고', '#협찬', '#ad', '#sponsored']

export const QueryField = ({ draft, onChange, error, topicId }: FieldsProps & { topicId?: string }) => {
  const t = words.useT()
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  const [way, setWay] = useState<'chips' | 'text'>('chips')
  const [isHelped, setHelped] = useState(false)
  const [offers, setOffers] = useState<SuggestedQuery['offers'] | null>(null)
  const reading = useQueryReading(draft.query)
  // While a change by chips is read back, the chips as they were stay on screen.
  const [kept, setKept] = useState(reading.groups)
  const groups = reading.groups ?? (reading.isReading ? kept : null)
  useEffect(() => {
    if (reading.groups) setKept(reading.groups)
  }, [reading.groups])
  const [also, setAlso] = useState('')
  const suggest = useVerb(suggestQuery, {
    onDone: made => {
      onChange({ query: made.query })
      setOffers(made.offers)
    },
  })
  const make = (names: string) => {
    const { brand, handles, hashtags, exclusions, products, campaigns, people, pages, rivals } = draft.slots
    const other = names
      .split(/[,\n]/)
      .map(one => one.trim())
      .filter(Boolean)
    suggest.run({
      ...{ name: draft.name.trim(), also: [...new Set([...brand, ...other])] },
      ...{ handles, hashtags, exclusions, products, campaigns, people, pages, rivals },
    })
  }
  // Once, when the field appears: emptying it by hand is not undone.
  const isMade = useRef(draft.query !== '' || !draft.name.trim())
  useEffect(() => {
    if (isMade.current) return
    isMade.current = true
    make('')
  })
  const fault = reading.fault ?? refusedFault(error, draft.query)
  const canPick = groups !== null && fault === null
  const change = (query: string) => onChange({ query })
  const known = {
    channels: connectors.data?.items.map(one => one.channel) ?? [],
    names: [
      ...new Set([
        ...[...(kept?.find ?? []), ...(kept?.without ?? [])].filter(term => /^[#@]/.test(term)),
        ...draft.slots.handles.map(one => `@${one.replace(/^@/, '')}`),
        ...draft.slots.hashtags.map(one => `#${one.replace(/^#/, '')}`),
      ]),
    ],
  }
  return (
    <>
      <Field label={t('query.also')} hint={t('query.alsoHint')} isOptional>
        <div className="flex gap-2">
          <Input value={also} onChange={event => setAlso(event.target.value)} onSubmitText={make} />
          <Button icon={Sparkles} className="h-[34px]" isBusy={suggest.isRunning} onClick={() => make(also)}>
            {t('query.make')}
          </Button>
        </div>
      </Field>
      <div className="flex flex-col gap-2">
        <div className="flex items-center gap-2">
          <Tabs
            label={t('query.mode')}
            controls="query-way"
            value={way}
            tabs={[
              { value: 'chips', label: t('query.byChips') },
              { value: 'text', label: t('query.byText') },
            ]}
            onChange={setWay}
          />
          <div className="grow" />
          <IconButton label={t('query.help')} icon={CircleHelp} onClick={() => setHelped(true)} />
        </div>
        <div id="query-way" className="flex flex-col gap-2">
          {way === 'chips' && canPick && (
            <QueryBuilder
              groups={groups}
              slots={draft.slots}
              onChange={(next, slots) => {
                setKept(next)
                onChange({ query: composeQuery(next), slots })
              }}
            />
          )}
          {way === 'chips' && !canPick && draft.query.trim() !== '' && !reading.isReading && !fault && (
            <p className="text-muted text-sm">{t('query.noChips')}</p>
          )}
          {(way === 'text' || (!canPick && !(reading.isReading && kept))) && (
            <Field label={t('query.title')} hint={t('query.hint')} problem={fault?.sentence}>
              <QueryInput query={draft.query} onChange={change} known={known} fault={fault} />
            </Field>
          )}
        </div>
        {fault !== null && fault.suggestion !== '' && (
          <Button className="max-w-full self-start" onClick={() => change(fault.suggestion)}>
            <span className="truncate">{t('query.fix', { query: fault.suggestion })}</span>
          </Button>
        )}
      </div>
      {reading.isReadable && (
        <Offers
          offers={offers}
          query={draft.query}
          onShort={term => change(withTerm(draft.query, groups, term))}
          onNarrow={terms => change(narrowedBy(draft.query, groups, terms))}
          onAds={() => change(withoutTerms(draft.query, groups, paidTags))}
        />
      )}
      {reading.isReadable && (
        <QueryTry
          query={draft.query}
          topicId={topicId}
          onFind={term => change(withTerm(draft.query, groups, term))}
          onLeaveOut={term => change(withoutTerms(draft.query, groups, [term]))}
        />
      )}
      <QueryHelp isOpen={isHelped} onClose={() => setHelped(false)} />
    </>
  )
}

/** What saving was refused for, while the text is the one that was refused. */
const refusedFault = (error: unknown, query: string): QueryFault | null => {
  const sentence = fieldProblem(error, 'query')
  const place = faultPlace(error, 'query')
  if (sentence === undefined || (place && place.at > query.length)) return null
  return { at: place?.at ?? 0, length: place?.length ?? 0, sentence, suggestion: place?.suggestion ?? '' }
}

interface OffersProps {
  offers: SuggestedQuery['offers'] | null
  query: string
  onShort: (term: string) => void
  onNarrow: (terms: readonly string[]) => void
  onAds: () => void
}

const Offers = ({ offers, query, onShort, onNarrow, onAds }: OffersProps) => {
  const t = words.useT()
  const short = offers?.short.filter(term => !query.includes(term)) ?? []
  const narrowing = offers?.narrowing.filter(term => !query.includes(term)) ?? []
  const hasAds = paidTags.every(tag => query.includes(tag))
  if (short.length === 0 && narrowing.length === 0 && hasAds) return null
  return (
    <section aria-label={t('query.offers')} className="flex flex-col gap-2.5">
      <p className="font-medium text-sm">{t('query.offers')}</p>
      {narrowing.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="text-muted text-xs">{t('query.offerNarrow')}</p>
          <p className="text-sm">{narrowing.join(', ')}</p>
          <Button size="sm" className="self-start" onClick={() => onNarrow(narrowing)}>
            {t('query.narrow')}
          </Button>
        </div>
      )}
      {short.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p className="text-muted text-xs">{t('query.offerShort')}</p>
          <div className="flex flex-wrap gap-1.5">
            {short.map(term => (
              <Button key={term} size="sm" onClick={() => onShort(term)}>
                + {term}
              </Button>
            ))}
          </div>
        </div>
      )}
      {!hasAds && (
        <Button size="sm" className="self-start" onClick={onAds}>
          {t('query.leaveAds')}
        </Button>
      )}
    </section>
  )
}
