/** What came, or would come, of rows: new, known, refused, mentions, and what was masked. */
import type { ImportCounts } from '../../../contract/listening.ts'
import { words } from './words.ts'

export const Counts = ({ counts }: { counts: ImportCounts }) => {
  const t = words.useT()
  const { added, known, refused, mentions, masked } = counts
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
        <li className="font-semibold">{t('preview.new', { count: added })}</li>
        <li>{t('preview.mentions', { count: mentions })}</li>
        <li className="text-muted">{t('preview.known', { count: known })}</li>
        <li className={refused > 0 ? 'text-neg' : 'text-muted'}>{t('preview.refused', { count: refused })}</li>
      </ul>
      {masked > 0 && <p className="text-sm">{t('preview.masked', { count: masked })}</p>}
    </>
  )
}
