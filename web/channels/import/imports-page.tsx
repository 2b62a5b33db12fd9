/** Bring a file, and the files so far: under 듣기 those of posts, under 고객 those of people. */
import { FileSpreadsheet } from 'lucide-react'
import type { ReactNode } from 'react'
import { type FileImport, type ImportHome, type ImportState, listImports } from '../../../contract/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { DropZone } from './drop-zone.tsx'
import { kindsOf } from './kinds.ts'
import { words } from './words.ts'

export interface ImportsPlace {
  of: ImportHome
  /** Where these pages stand: `/listen` or `/customers`. */
  place: string
  /** The way back. */
  lead: ReactNode
}

export const ImportsPage = ({ of, place, lead, children }: ImportsPlace & { children?: ReactNode }) => {
  const t = words.useT()
  return (
    <Page
      bar={
        <TopBar
          lead={lead}
          title={t('import.title')}
          note={<span className="max-md:hidden">{t('import.hint')}</span>}
        />
      }
    >
      <Scroll>
        <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-5 max-md:px-3">
          <DropZone of={of} place={place} />
          <ImportList of={of} place={place} />
          {children}
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

const ImportList = ({ of, place }: { of: ImportHome; place: string }) => {
  const t = words.useT()
  const imports = usePages(listImports, { of, limit: 20 })
  if (imports.isPending) return <SkeletonRows count={3} hasFace={false} />
  if (imports.error && imports.items.length === 0) return <Failed error={imports.error} onRetry={imports.refetch} />
  if (imports.items.length === 0)
    return <EmptyState icon={FileSpreadsheet} title={t('import.empty')} hint={t(`import.emptyHint.${of}`)} />
  return (
    <section aria-labelledby="imports-so-far" className="flex flex-col gap-2">
      <h2 id="imports-so-far" className="font-semibold text-sm">
        {t('import.list')}
      </h2>
      <ul aria-labelledby="imports-so-far" className="overflow-hidden rounded-lg border border-hair bg-panel">
        {imports.items.map(one => (
          <ImportLine key={one.id} one={one} place={place} />
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

const ImportLine = ({ one, place }: { one: FileImport; place: string }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <li className="flex items-center gap-3 border-hair border-b px-4 py-3 last:border-b-0 hover:bg-hover max-md:px-3">
      <div className="min-w-0 grow">
        <PageLink to={`${place}/imports/${one.id}`} className="block truncate rounded-sm font-semibold hover:underline">
          {one.fileName}
        </PageLink>
        <p className="truncate text-muted text-sm">
          {t('import.by', { name: one.createdBy, when: formats.past(one.createdAt) })}
          {one.problem && ` · ${one.problem.message}`}
        </p>
      </div>
      {one.totalRows > 0 && (
        <span className="shrink-0 text-muted text-sm tabular-nums max-md:hidden">
          {kindsOf(one)
            .map(kind => t(`import.kinds.${kind}`))
            .join(' · ')}{' '}
          {t('import.rows', { count: one.totalRows })}
        </span>
      )}
      <ImportStateChip state={one.state} />
    </li>
  )
}
