/** Where a provider is on: a draft that stands on its sources, and a summary. A person reads, changes and sends. */
import { type Assist, type AssistSource, askAssist, getAssists } from '../../../contract/inbox/suggestions.ts'
import type { ConversationDetail } from '../../../contract/inbox.ts'
import { Button } from '../../kit/button.tsx'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

export const Assists = ({
  conversation,
  onInsert,
}: {
  conversation: ConversationDetail
  onInsert: (text: string) => void
}) => {
  const t = words.useT()
  const place = { conversationId: conversation.id }
  const { data } = useEndpoint(getAssists, place)
  const asking = useVerb(askAssist, { refetch: [getAssists] })
  if (!data || (!data.isOn && !data.draft && !data.summary)) return null
  const isWaiting = (assist: Assist | null) => assist?.ask.state === 'waiting'
  return (
    <section aria-label={t('titleAsk')} aria-live="polite" className="flex flex-col gap-2">
      {data.summary && <Said assist={data.summary} title={t('summaryTitle')} />}
      {data.draft && (
        <Said assist={data.draft} title={t('draftTitle')}>
          <Sources sources={data.draft.sources} />
          <div className="flex flex-wrap items-center gap-2">
            <Button size="sm" onClick={() => onInsert(withoutLetters(data.draft?.ask.answer ?? ''))}>
              {t('insert')}
            </Button>
            <span className="text-muted text-xs">{t('draftHint')}</span>
          </div>
        </Said>
      )}
      {data.isOn && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            isBusy={asking.isRunning || isWaiting(data.draft)}
            onClick={() => asking.run({ ...place, kind: 'draft' })}
          >
            {t(data.draft ? 'draftAgain' : 'draft')}
          </Button>
          <Button
            size="sm"
            isBusy={asking.isRunning || isWaiting(data.summary)}
            onClick={() => asking.run({ ...place, kind: 'summary' })}
          >
            {t(data.summary ? 'summaryAgain' : 'summary')}
          </Button>
          <span className="text-faint text-xs">{t('masksHint')}</span>
        </div>
      )}
    </section>
  )
}

/** What stands in the field: without the letters of the sources. */
const withoutLetters = (text: string): string => text.replace(/\s?\[[a-z](?:\s?,\s?[a-z])*\]/g, '')

const Said = ({ assist, title, children }: { assist: Assist; title: string; children?: React.ReactNode }) => {
  const t = words.useT()
  const { ask } = assist
  return (
    <div className="flex flex-col gap-1.5 rounded-md border border-hair border-dashed px-2.5 py-2">
      <p className="font-medium text-xs">
        {title}
        {assist.isOld && <span className="font-normal text-warn"> · {t('old')}</span>}
      </p>
      {ask.state === 'waiting' && <p className="text-muted">{t('waiting')}</p>}
      {ask.state === 'failed' && <p className="text-neg">{t('failed')}</p>}
      {ask.state === 'answered' && <p className="whitespace-pre-line">{ask.answer}</p>}
      {ask.state === 'answered' && children}
    </div>
  )
}

const Sources = ({ sources }: { sources: readonly AssistSource[] }) => {
  const t = words.useT()
  if (sources.length === 0) return <p className="text-muted text-xs">{t('noSources')}</p>
  return (
    <p className="flex flex-wrap gap-x-2 text-muted text-xs">
      <span>{t('sources')}</span>
      {sources.map(source => (
        <span key={source.n}>
          [{String.fromCharCode(96 + source.n)}]{' '}
          {source.conversationId ? (
            <PageLink to={`/inbox/${source.conversationId}`} className="text-accent-text hover:underline">
              {t(`source.${source.kind}`, { name: source.name })}
            </PageLink>
          ) : (
            t(`source.${source.kind}`, { name: source.name })
          )}
        </span>
      ))}
    </p>
  )
}
