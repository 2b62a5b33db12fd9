/** 듣기 → 가져오기: bring a file of posts, the files so far, and what was taken out. */
import { listExports, type StreamExport } from '../../../contract/listening.ts'
import { ImportPage, ImportsPage } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { words as listeningWords } from '../words.ts'
import { words } from './words.ts'

export const MentionImportsPage = () => {
  const listening = listeningWords.useT()
  return (
    <ImportsPage of="mentions" place="/listen" lead={<BackLink to="/listen" label={listening('nav.listen')} />}>
      <ExportList />
    </ImportsPage>
  )
}

export const MentionImportPage = () => {
  const t = words.useT()
  return <ImportPage of="mentions" place="/listen" lead={<BackLink to="/listen/imports" label={t('import.title')} />} />
}

/** Who took what out: there for those who may manage listening, as this page is. */
const ExportList = () => {
  const t = words.useT()
  const exports = usePages(listExports, { limit: 20 })
  if (exports.isPending) return null
  if (exports.error && exports.items.length === 0) return <Failed error={exports.error} onRetry={exports.refetch} />
  return (
    <section aria-labelledby="exports-so-far" className="flex flex-col gap-2 pb-8">
      <h2 id="exports-so-far" className="font-semibold text-sm">
        {t('export.list')}
      </h2>
      {exports.items.length === 0 && <p className="text-muted text-sm">{t('export.none')}</p>}
      <ul aria-labelledby="exports-so-far" className="flex flex-col gap-1">
        {exports.items.map(one => (
          <ExportLine key={one.id} one={one} />
        ))}
      </ul>
      {exports.hasMore && (
        <Button className="self-start" isBusy={exports.isLoadingMore} onClick={exports.loadMore}>
          {t('import.more')}
        </Button>
      )}
    </section>
  )
}

const ExportLine = ({ one }: { one: StreamExport }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <li className="flex gap-3 text-sm">
      <span className="min-w-0 grow truncate text-muted">
        {t('export.line', { name: one.askedBy, format: one.format.toUpperCase(), rows: one.rows })}
        {one.beganAt && !one.finishedAt && ` · ${t('export.cut')}`}
      </span>
      <span className="shrink-0 text-faint text-xs tabular-nums">{formats.past(one.askedAt)}</span>
    </li>
  )
}
