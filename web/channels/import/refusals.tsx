/** Rows that were not taken, each with its reason, and the way to mend them in a file. */
import { downloadImportRefusals, type FileImport, listImportRefusals } from '../../../contract/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { buildRequest } from '../../platform/request.ts'
import { useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

export const Refusals = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const { id } = useWorkspace()
  const refusals = usePages(listImportRefusals, { importId: one.id, limit: 50 })
  const file = buildRequest(downloadImportRefusals, { importId: one.id }, id).url
  return (
    <Card
      title={
        <>
          {t('refusals.title')}
          <Button asChild size="sm" className="ml-auto">
            <a href={file} download>
              {t('refusals.download')}
            </a>
          </Button>
        </>
      }
    >
      {refusals.isPending && <SkeletonRows count={3} hasFace={false} />}
      {refusals.error !== null && refusals.items.length === 0 && (
        <Failed error={refusals.error} onRetry={refusals.refetch} />
      )}
      <ul aria-label={t('refusals.title')} className="divide-y divide-hair">
        {refusals.items.map(one => (
          <li key={one.row} className="py-2 text-sm">
            <p>
              <span className="mr-2 text-faint tabular-nums">{t('refusals.row', { row: one.row })}</span>
              {one.problem.message}
            </p>
            <p className="line-clamp-1 break-all text-muted text-xs">{one.cells.filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
      {refusals.hasMore && (
        <Button className="mt-2" isBusy={refusals.isLoadingMore} onClick={refusals.loadMore}>
          {t('import.more')}
        </Button>
      )}
    </Card>
  )
}
