/** One file: how it is read, what would come of it, how far it is, and its way back. */
import { useState } from 'react'
import {
  dropImport,
  type FileImport,
  getImport,
  type ImportHome,
  listImports,
  runImport,
  undoImport,
} from '../../../contract/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useGo, usePathParams } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { Slotted } from '../../platform/slots.tsx'
import { importOpen } from '../slots.ts'
import { Columns } from './columns.tsx'
import { Counts } from './counts.tsx'
import { DropZone } from './drop-zone.tsx'
import { ImportStateChip, type ImportsPlace } from './imports-page.tsx'
import { kindsOf } from './kinds.ts'
import { Preview } from './preview.tsx'
import { Refusals } from './refusals.tsx'
import { Settings } from './settings.tsx'
import { words } from './words.ts'

export const ImportPage = ({ of, place, lead }: ImportsPlace) => {
  const t = words.useT()
  const { importId = '' } = usePathParams()
  const found = useEndpoint(getImport, { importId })
  const one = found.data
  return (
    <Page
      bar={
        <TopBar
          lead={lead}
          title={one?.fileName ?? t('import.title')}
          facts={one && <ImportStateChip state={one.state} />}
          actions={one?.state === 'ready' && <ReadyActions one={one} place={place} />}
        />
      }
    >
      <Scroll>
        <div className="mx-auto flex max-w-4xl flex-col gap-6 px-4 py-5 max-md:px-3">
          <Loaded query={found} waiting={<SkeletonRows hasFace={false} />}>
            {data => <Stage one={data} of={of} place={place} />}
          </Loaded>
        </div>
      </Scroll>
    </Page>
  )
}

const Stage = ({ one, of, place }: { one: FileImport; of: ImportHome; place: string }) => {
  const t = words.useT()
  if (one.state === 'receiving' || one.state === 'opening')
    return <Notice title={t('import.opening')} hint={t('import.openingHint')} />
  if (one.state === 'refused')
    return (
      <>
        <Notice title={t('import.refused')} hint={one.problem?.message} />
        <DropZone of={of} place={place} />
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

const ReadyActions = ({ one, place }: { one: FileImport; place: string }) => {
  const t = words.useT()
  const go = useGo()
  const toasts = useToasts()
  const isAsking = one.asksAddresses && one.keepsAddresses === null
  const run = useVerb(runImport, { refetch: [getImport, listImports] })
  const drop = useVerb(dropImport, {
    refetch: [listImports],
    onDone: () => {
      toasts.show({ text: t('run.dropped') })
      go(`${place}/imports`)
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
        disabled={one.totalRows === 0 || isAsking}
        title={isAsking ? t('import.addressesFirst') : undefined}
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
      <Counts counts={one.counts} kinds={kindsOf(one)} />
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
      <Slotted slot={importOpen} give={{ one }} />
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
