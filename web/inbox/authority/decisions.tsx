/** 응대 현황 → 결정: who knew, decided and approved, filtered and taken along as a file. */
import { Download, Scale } from 'lucide-react'
import { useState } from 'react'
import {
  type Decision,
  exportDecisions,
  grantKind,
  grantState,
  listDecisions,
} from '../../../contract/inbox/authority.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { SearchBox } from '../../kit/search-box.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { PageLink, useView } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { buildRequest } from '../../platform/request.ts'
import { useFormats, useMay, useWorkspace } from '../../platform/session.ts'
import { Consistency } from './consistency.tsx'
import { stateTone, useGrantText } from './grants.tsx'
import { words } from './words.ts'

const kinds = ['all', ...grantKind.options, 'reply'] as const
const states = ['all', ...grantState.options, 'approved', 'returned'] as const

export const DecisionsPanel = () => {
  const t = words.useT()
  const { id: workspaceId } = useWorkspace()
  const mayExport = useMay()('inbox.export')
  const [by, setBy] = useState('')
  const [view, setView] = useView(search => ({
    kind: kinds.find(one => one === search.kind) ?? 'all',
    state: states.find(one => one === search.state) ?? 'all',
  }))
  const filter = {
    ...(view.kind === 'all' ? {} : { kind: [view.kind] }),
    ...(view.state === 'all' ? {} : { state: [view.state] }),
    ...(by.trim() ? { by: by.trim() } : {}),
  }
  const pages = usePages(listDecisions, filter)
  const isNarrowed = Object.keys(filter).length > 0
  return (
    <>
      <Consistency />
      <p className="text-muted text-sm">{t('log.hint')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Select
          isCompact
          label={t('log.kind')}
          value={view.kind}
          onChange={kind => setView({ kind: kind === 'all' ? undefined : kind })}
          choices={kinds.map(value => ({
            value,
            label: value === 'all' || value === 'reply' ? t(`log.kind.${value}`) : t(value),
          }))}
        />
        <Select
          isCompact
          label={t('log.state')}
          value={view.state}
          onChange={state => setView({ state: state === 'all' ? undefined : state })}
          choices={states.map(value => ({ value, label: value === 'all' ? t('log.state.all') : t(stateWord(value)) }))}
        />
        <div className="min-w-40 grow">
          <SearchBox label={t('log.by')} q={by} onSearch={setBy} maxLength={100} />
        </div>
        {mayExport && (
          <Button asChild size="sm" icon={Download}>
            <a href={buildRequest(exportDecisions, filter, workspaceId).url} download>
              {t('log.export')}
            </a>
          </Button>
        )}
      </div>
      {pages.isPending && <SkeletonRows count={4} hasFace={false} />}
      {Boolean(pages.error) && pages.items.length === 0 && <Failed error={pages.error} onRetry={pages.refetch} />}
      {!pages.isPending && !pages.error && pages.items.length === 0 && (
        <EmptyState
          icon={Scale}
          title={isNarrowed ? t('log.none') : t('log.empty')}
          {...(isNarrowed ? {} : { hint: t('log.emptyHint') })}
        />
      )}
      <ol className="flex flex-col">
        {pages.items.map(one => (
          <DecisionRow key={one.id} decision={one} />
        ))}
      </ol>
      {pages.hasMore && (
        <Button className="self-center" isBusy={pages.isLoadingMore} onClick={pages.loadMore}>
          {t('log.more')}
        </Button>
      )}
    </>
  )
}

const stateWord = (state: Decision['state']) =>
  state === 'approved' || state === 'returned' ? (`log.${state}` as const) : (`grant.${state}` as const)
const toneOf = (state: Decision['state']): Tone =>
  state === 'approved' ? 'pos' : state === 'returned' ? 'neg' : stateTone[state]

const DecisionRow = ({ decision: one }: { decision: Decision }) => {
  const t = words.useT()
  const formats = useFormats()
  const says = useGrantText()
  return (
    <li className="border-hair border-t">
      <PageLink
        to={`/inbox/${one.conversationId}`}
        className="flex flex-col gap-0.5 rounded-sm px-1 py-2 text-sm hover:bg-hover"
      >
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">
            {one.kind === 'reply' ? t('log.kind.reply') : says({ ...one, kind: one.kind })}
          </span>
          <Chip tone={toneOf(one.state)}>{t(stateWord(one.state))}</Chip>
          <span className="text-muted">{one.customerName}</span>
          <time dateTime={one.askedAt} className="ml-auto text-muted text-xs">
            {formats.moment(one.askedAt)}
          </time>
        </span>
        <span className="text-muted">
          {t(one.decidedBy === one.askedBy && one.state === 'granted' ? 'log.alone' : 'grant.asks', {
            name: one.askedBy,
          })}
          {one.reason && ` · ${one.reason}`}
        </span>
        {one.decidedBy && one.decidedAt && one.decidedBy !== one.askedBy && (
          <span className="text-muted">
            {t('grant.decided', { name: one.decidedBy })} · {formats.moment(one.decidedAt)}
            {one.decisionReason && ` · ${one.decisionReason}`}
          </span>
        )}
        {one.knew.length > 0 && (
          <span className="text-faint text-xs">{t('log.knew', { names: one.knew.join(', ') })}</span>
        )}
      </PageLink>
    </li>
  )
}
