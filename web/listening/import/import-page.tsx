/** 듣기 → 가져오기 → one file: how it is read, what would come of it, how far it is, and its way back. */
import { useState } from 'react'
import {
  dropImport,
  type FileImport,
  getImport,
  listImports,
  runImport,
  undoImport,
} from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { PageLink, useGo, usePathParams } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { BackLink } from '../back-link.tsx'
import { Columns } from './columns.tsx'
import { Counts } from './counts.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportStateChip } from './imports-page.tsx'
import { Preview } from './preview.tsx'
import { Refusals } from './refusals.tsx'
import { Settings } from './settings.tsx'
import { words } from './words.ts'

export const ImportPage = () => {
  const t = words.useT()
  const { importId = '' } = usePathParams()
  const found = useEndpoint(getImport, { importId })
  const one = found.data
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen/imports" label={t('import.title')} />}
          title={one?.fileName ?? t('import.title')}
          facts={one && <ImportStateChip state={one.state} />}
          actions={one?.state === 'ready' && <ReadyActions one={one} />}
        />
      }
    >
      <Scroll>
        <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-5 max-md:px-3">
          <Loaded query={found} waiting={<SkeletonRows hasFace={false} />}>
            {data => <Stage one={data} />}
          </Loaded>
        </div>
      </Scroll>
    </Page>
  )
}

const Stage = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  if (one.state === 'receiving' || one.state === 'opening')
    return <Notice title={t('import.opening')} hint={t('import.openingHint')} />
  if (one.state === 'refused')
    return (
      <>
        <Notice title={t('import.refused')} hint={one.problem?.message} />
        <DropZone />
      </>
    )
  if (one.state === 'ready')
    return (
      <>
        <Settings one={one} />
        <Preview one={one} />
        <Columns one={one} />
      </>
    )
  return (
    <>
      <Result one={one} />
      {one.counts.refused > 0 && <Refusals one={one} />}
    </>
  )
}

const Notice = ({ title, hint }: { title: string; hint: string | undefined }) => (
  <section role="status" className="rounded-lg border border-hair bg-panel px-4 py-6 text-center">
    <p className="font-semibold text-md">{title}</p>
    {hint && <p className="mx-auto mt-1 max-w-lg text-muted">{hint}</p>}
  </section>
)

const ReadyActions = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const go = useGo()
  const toasts = useToasts()
  const run = useVerb(runImport, { refetch: [getImport, listImports] })
  const drop = useVerb(dropImport, {
    refetch: [listImports],
    onDone: () => {
      toasts.show({ text: t('run.dropped') })
      go('/listen/imports')
    },
  })
  return (
    <>
      <Button isBusy={drop.isRunning} onClick={() => drop.run({ importId: one.id })}>
        {t('run.drop')}
      </Button>
      <Button
        tone="primary"
        isBusy={run.isRunning}
        disabled={one.totalRows === 0}
        onClick={() => run.run({ importId: one.id })}
      >
        {t('run.start', { count: one.totalRows })}
      </Button>
    </>
  )
}

const Result = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const share = one.totalRows === 0 ? 1 : one.counts.rows / one.totalRows
  const isRunning = one.state === 'running'
  const titles = {
    running: t('run.progress', { done: one.counts.rows, all: one.totalRows }),
    done: t('run.done'),
    undoing: t('run.undoing'),
    undone: t('run.undone'),
  } as const
  const title = titles[one.state as keyof typeof titles]
  return (
    <section aria-label={title} className="flex flex-col gap-3 rounded-lg border border-hair bg-panel px-4 py-4">
      <h2 role="status" className="font-semibold text-md">
        {title}
      </h2>
      {isRunning && (
        <div
          role="progressbar"
          aria-label={t('run.progressLabel')}
          aria-valuemin={0}
          aria-valuemax={one.totalRows}
          aria-valuenow={one.counts.rows}
          className="h-2 overflow-hidden rounded-full bg-neu-soft"
        >
          <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
        </div>
      )}
      <Counts counts={one.counts} />
      {isRunning && <p className="text-muted text-sm">{t('run.hint')}</p>}
      {one.state === 'undone' && one.kept > 0 && <p className="text-sm">{t('run.kept', { count: one.kept })}</p>}
      {one.state === 'done' && <DoneActions one={one} />}
    </section>
  )
}

const DoneActions = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const [isAsking, setAsking] = useState(false)
  const undo = useVerb(undoImport, { refetch: [getImport, listImports], onDone: () => setAsking(false) })
  return (
    <div className="flex flex-wrap gap-2">
      <Button asChild tone="primary">
        <PageLink to="/listen" search={{ topicId: one.topicId ?? undefined }}>
          {one.topicId && one.counts.mentions > 0 ? t('run.open', { count: one.counts.mentions }) : t('run.openList')}
        </PageLink>
      </Button>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {t('run.undo')}
      </Button>
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('run.undoAsk')}
        hint={t('run.undoHint')}
        width="sm"
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{kit('cancel')}</Button>
            <Button tone="danger" isBusy={undo.isRunning} onClick={() => undo.run({ importId: one.id })}>
              {t('run.undoYes')}
            </Button>
          </>
        }
      />
    </div>
  )
}
