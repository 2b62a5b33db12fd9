/** 설정 → 변경 기록: who changed what, when, and what stood there before; searchable, and taken away as a file. */
import { Download, ScrollText } from 'lucide-react'
import { type AuditEntry, exportAudit, listAudit, listAuditChoices } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Select } from '../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useView } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { useEndpoint, usePages } from '../platform/query.ts'
import { buildRequest } from '../platform/request.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { verbWords } from './verb-words.ts'
import { words } from './words.ts'

/** A picker's value for no choice. */
const all = '*'

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

export const AuditPage = () => {
  const t = words.useT()
  const workspaceId = useWorkspace().id
  const [view, setView] = useView(search => ({
    actorId: text(search.actorId),
    verb: text(search.verb),
    target: text(search.target),
  }))
  const choices = useEndpoint(listAuditChoices, {}).data
  const pages = usePages(listAudit, view)
  return (
    <>
      <SettingsHead
        title={t('audit.title')}
        hint={t('audit.hint')}
        actions={
          <Button asChild>
            <a href={buildRequest(exportAudit, view, workspaceId).url} download>
              <Download size={15} aria-hidden />
              {t('audit.export')}
            </a>
          </Button>
        }
      />
      <div className="flex flex-wrap gap-2">
        <Select
          isCompact
          label={t('audit.actor')}
          value={view.actorId ?? all}
          choices={[
            { value: all, label: t('audit.anybody') },
            ...(choices?.actors ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={value => setView({ actorId: value === all ? undefined : value })}
        />
        <Select
          isCompact
          label={t('audit.verb')}
          value={view.verb ?? all}
          choices={[
            { value: all, label: t('audit.anything') },
            ...(choices?.verbs ?? []).map(verb => ({ value: verb, label: verbWords(verb) })),
          ]}
          onChange={value => setView({ verb: value === all ? undefined : value })}
        />
        {view.target && (
          <Button size="sm" tone="quiet" onClick={() => setView({ target: undefined })}>
            {t('audit.onlyThis')} ×
          </Button>
        )}
      </div>
      {pages.isPending ? (
        <SkeletonRows count={8} hasFace={false} />
      ) : pages.error && pages.items.length === 0 ? (
        <Failed error={pages.error} onRetry={pages.refetch} />
      ) : pages.items.length === 0 ? (
        <EmptyState icon={ScrollText} title={t('audit.empty')} hint={t('audit.emptyHint')} />
      ) : (
        <ol aria-label={t('audit.title')} className="flex flex-col divide-y divide-hair border-hair border-y">
          {pages.items.map(entry => (
            <Entry key={entry.id} entry={entry} onTarget={target => setView({ target })} />
          ))}
        </ol>
      )}
      {pages.hasMore && (
        <Button tone="quiet" onClick={pages.loadMore}>
          {t('audit.more')}
        </Button>
      )}
    </>
  )
}

const Entry = ({ entry, onTarget }: { entry: AuditEntry; onTarget: (target: string) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const asked = Object.entries(entry.input)
  return (
    <li className="flex flex-col gap-1 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="font-semibold">{entry.actor.name}</span>
        {entry.actor.kind === 'key' && <Chip>{t('audit.key')}</Chip>}
        <span className="text-accent-text" title={entry.verb}>
          {verbWords(entry.verb)}
        </span>
        {entry.target && (
          <button
            type="button"
            className="max-w-40 truncate font-mono text-muted text-xs underline-offset-2 hover:underline"
            title={entry.target}
            onClick={() => onTarget(entry.target!)}
          >
            {entry.target}
          </button>
        )}
        <time dateTime={entry.at} className="ml-auto text-muted text-xs" title={entry.at}>
          {formats.moment(entry.at)}
        </time>
      </div>
      {entry.changes.map(change => (
        <Before key={`${change.noun}${change.id}`} before={change.before} after={change.after} />
      ))}
      {asked.length > 0 && (
        <details className="text-muted text-xs">
          <summary className="cursor-pointer">{t('audit.asked')}</summary>
          <pre className="overflow-x-auto whitespace-pre-wrap break-all pt-1 font-mono">
            {JSON.stringify(entry.input, null, 1)}
          </pre>
          {entry.ip && <p>{entry.ip}</p>}
        </details>
      )}
    </li>
  )
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Field by field where both are objects, else the whole of both. */
const Before = ({ before, after }: { before: unknown; after: unknown }) => {
  const t = words.useT()
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  const names = [...new Set([before, after].filter(isPlain).flatMap(side => Object.keys(side)))]
  const of = (side: unknown, name: string) => (isPlain(side) && name in side ? shown(side[name]) : t('audit.nothing'))
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs">
      {names.map(name => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">
            <del className="text-muted">{of(before, name)}</del> → <ins className="no-underline">{of(after, name)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
