/** What came, or would come, of rows: new, changed, known, refused, and what was masked. */
import type { ImportCounts, ImportKind } from '../../../contract/channels.ts'
import { words } from './words.ts'

export const Counts = ({ counts, kinds }: { counts: ImportCounts; kinds: readonly ImportKind[] }) => {
  const t = words.useT()
  const { added, updated, known, refused, mentions, customers, masked } = counts
  const isMentions = kinds.includes('mentions')
  const isPeople = kinds.some(kind => kind !== 'mentions')
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
        <li className="font-semibold">
          {isPeople ? t('preview.new', { count: added }) : t('preview.new.mentions', { count: added })}
        </li>
        {isMentions && <li>{t('preview.mentions', { count: mentions })}</li>}
        {isPeople && <li>{t('preview.updated', { count: updated })}</li>}
        {customers > 0 && <li>{t('preview.customers', { count: customers })}</li>}
        <li className="text-muted">{t('preview.known', { count: known })}</li>
        <li className={refused > 0 ? 'text-neg' : 'text-muted'}>{t('preview.refused', { count: refused })}</li>
      </ul>
      {masked > 0 && <p className="text-sm">{t('preview.masked', { count: masked })}</p>}
    </>
  )
}
