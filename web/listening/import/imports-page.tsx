/** 듣기 → 가져오기: bring a file, the files so far, and what was taken out. */
import { FileSpreadsheet } from 'lucide-react'
import {
  type FileImport,
  type ImportState,
  listExports,
  listImports,
  type StreamExport,
} from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { BackLink } from '../back-link.tsx'
import { words as listeningWords } from '../words.ts'
import { DropZone } from './drop-zone.tsx'
import { words } from './words.ts'

export const ImportsPage = () => {
  const t = words.useT()
  const listening = listeningWords.useT()
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={listening('nav.listen')} />}
          title={t('import.title')}
          note={<span className="max-md:hidden">{t('import.hint')}</span>}
        />
      }
    >
      <Scroll>
        <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-5 max-md:px-3">
          <DropZone />
          <ImportList />
          <ExportList />
        </div>
      </Scroll>
    </Page>
  )
}

const stateTones: Record<ImportState, Tone> = {
  receiving: 'neu',
  opening: 'acc',
  ready: 'warn',
  running: 'acc',
  done: 'pos',
  refused: 'neg',
  undoing: 'acc',
  undone: 'neu',
}

export const ImportStateChip = ({ state }: { state: ImportState }) => {
  const t = words.useT()
  return (
    <Chip tone={stateTones[state]} hasDot>
      {t(`import.state.${state}`)}
    </Chip>
  )
}

const ImportList = () => {
  const t = words.useT()
  const imports = usePages(listImports, { limit: 20 })
  if (imports.isPending) return <SkeletonRows count={3} hasFace={false} />
  if (imports.error && imports.items.length === 0) return <Failed error={imports.error} onRetry={imports.refetch} />
  if (imports.items.length === 0)
    return <EmptyState icon={FileSpreadsheet} title={t('import.empty')} hint={t('import.emptyHint')} />
  return (
    <section aria-labelledby="imports-so-far" className="flex flex-col gap-2">
      <h2 id="imports-so-far" className="font-semibold text-sm">
        {t('import.list')}
      </h2>
      <ul aria-labelledby="imports-so-far" className="overflow-hidden rounded-lg border border-hair bg-panel">
        {imports.items.map(one => (
          <ImportLine key={one.id} one={one} />
        ))}
      </ul>
      {imports.hasMore && (
        <Button className="self-start" isBusy={imports.isLoadingMore} onClick={imports.loadMore}>
          {t('import.more')}
        </Button>
      )}
    </section>
  )
}

const ImportLine = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <li className="flex items-center gap-3 border-hair border-b px-4 py-3 last:border-b-0 hover:bg-hover max-md:px-3">
      <div className="min-w-0 grow">
        <PageLink to={`/listen/imports/${one.id}`} className="block truncate rounded-sm font-semibold hover:underline">
          {one.fileName}
        </PageLink>
        <p className="truncate text-muted text-sm">
          {t('import.by', { name: one.createdBy, when: formats.past(one.createdAt) })}
          {one.problem && ` · ${one.problem.message}`}
        </p>
      </div>
      {one.totalRows > 0 && (
        <span className="shrink-0 text-muted text-sm tabular-nums max-md:hidden">
          {t('import.rows', { count: one.totalRows })}
        </span>
      )}
      <ImportStateChip state={one.state} />
    </li>
  )
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
