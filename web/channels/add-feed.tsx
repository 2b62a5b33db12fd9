/** Adds a feed: an address, the feeds behind it with what they hold now, one press to add. */
import { Rss } from 'lucide-react'
import { useState } from 'react'
import { addSource, discoverFeeds, listConnectors, listSources, type Source } from '../../contract/channels.ts'
import type { Output } from '../../contract/endpoint.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { useLocale } from '../platform/i18n.ts'
import { isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { addressOf } from './address.ts'
import { words } from './words.ts'

type Found = Output<typeof discoverFeeds>['items'][number]

/** The connector's kind that is found by an address. */
const feedChannel = 'feed'
const feedKind = 'feed'

export const AddFeed = ({
  onDone,
  address = '',
}: {
  onDone: (source: Source) => void
  /** What stands in the field at first. */
  address?: string
}) => {
  const t = words.useT()
  const locale = useLocale()
  const [typed, setTyped] = useState(address)
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  const asked = connectors.data?.items
    .find(one => one.channel === feedChannel)
    ?.sourceKinds.find(one => one.kind === feedKind)?.fields[0]
  const search = useVerb(discoverFeeds, { isQuiet: true })
  const found = search.mutation.data?.items
  const [isBadAddress, setBadAddress] = useState(false)
  const find = (text: string) => {
    const url = addressOf(text)
    setBadAddress(text.trim() !== '' && url === null)
    if (url && !search.isRunning) search.run({ url })
  }
  const refused = isProblemError(search.error) ? search.error.problem.title : search.error ? String(search.error) : null
  const isNothing = isBadAddress || found?.length === 0
  return (
    <div className="flex flex-col gap-4">
      <Field
        label={asked?.label[locale] ?? t('sources.name')}
        hint={asked?.hint?.[locale]}
        problem={refused ?? (isNothing ? t('feed.notFound') : undefined)}
      >
        <SearchRow
          typed={typed}
          placeholder={asked?.placeholder}
          isBusy={search.isRunning}
          onType={setTyped}
          onFind={find}
        />
      </Field>
      {search.isRunning && (
        <p role="status" className="text-muted text-sm">
          {t('feed.finding')}
        </p>
      )}
      {!search.isRunning && found && found.length > 0 && (
        <ul aria-label={t('feed.found', { count: found.length })} className="flex flex-col divide-y divide-hair">
          {found.map(feed => (
            <FoundFeed key={feed.url} feed={feed} onDone={onDone} />
          ))}
        </ul>
      )}
    </div>
  )
}

interface SearchRowProps {
  typed: string
  placeholder: string | undefined
  isBusy: boolean
  onType: (text: string) => void
  onFind: (text: string) => void
}

const SearchRow = ({ typed, placeholder, isBusy, onType, onFind }: SearchRowProps) => {
  const t = words.useT()
  return (
    <div className="flex gap-2">
      <Input
        autoFocus
        inputMode="url"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={placeholder}
        value={typed}
        onChange={event => onType(event.target.value)}
        onSubmitText={onFind}
      />
      <Button className="h-[34px]" disabled={!typed.trim()} isBusy={isBusy} onClick={() => onFind(typed)}>
        {t('feed.find')}
      </Button>
    </div>
  )
}

const FoundFeed = ({ feed, onDone }: { feed: Found; onDone: (source: Source) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const add = useVerb(addSource, { refetch: [listSources], onDone })
  return (
    <li className="flex gap-3 py-3">
      <Rss size={16} strokeWidth={1.7} className="mt-0.5 shrink-0 text-accent-text" aria-hidden />
      <div className="flex min-w-0 grow flex-col gap-1">
        <p className="font-semibold">{feed.title}</p>
        <p className="truncate text-faint text-xs">{feed.url}</p>
        {feed.latest.length === 0 && <p className="text-muted text-sm">{t('feed.noLatest')}</p>}
        {feed.latest.length > 0 && (
          <ul aria-label={t('feed.latest')} className="flex flex-col gap-0.5 text-muted text-sm">
            {feed.latest.map(({ title, publishedAt }) => (
              <li key={title + publishedAt} className="flex gap-2">
                <span className="min-w-0 truncate">{title}</span>
                {publishedAt && (
                  <span className="ml-auto shrink-0 text-faint text-xs tabular-nums">{formats.ago(publishedAt)}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <Button
        tone="primary"
        size="sm"
        isBusy={add.isRunning}
        onClick={() =>
          add.run({ channel: feedChannel, kind: feedKind, name: feed.title || undefined, fields: { url: feed.url } })
        }
      >
        {t('feed.add')}
      </Button>
    </li>
  )
}
