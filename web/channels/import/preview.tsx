/** The first rows as they would become mentions, and what would come of more of them. */
import { type FileImport, importField, type PreviewRow, previewImport } from '../../../contract/channels.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Card } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { useChannelName } from '../channel-name.ts'
import { Counts } from './counts.tsx'
import { formatTitle, isFormat } from './formats.ts'
import { kindsOf } from './kinds.ts'
import { words } from './words.ts'

const tones: Record<PreviewRow['outcome'], Tone> = { new: 'pos', updated: 'warn', known: 'neu', refused: 'neg' }

export const Preview = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const placeOf = (place: string) =>
    isFormat(place) ? formatTitle(place, t) : place.startsWith('table:') ? t('import.systemFile') : channelName(place)
  const preview = useEndpoint(previewImport, { importId: one.id }, { keep: true })
  const columns: Column<PreviewRow>[] = [
    {
      name: 'row',
      head: t('preview.row'),
      isNumber: true,
      isWide: true,
      draw: row => <span className="whitespace-nowrap">{formats.number(row.row)}</span>,
    },
    {
      name: 'what',
      head: t('preview.what'),
      isMain: true,
      draw: row => (
        <span className="line-clamp-2 break-words">
          {row.title && <b className="font-semibold">{row.title} </b>}
          {row.text}
          <Changes row={row} />
          {row.problem && <span className="text-neg"> {row.problem.message}</span>}
        </span>
      ),
    },
    {
      name: 'who',
      head: t('preview.who'),
      isWide: true,
      draw: row => <span className="break-keep">{row.author}</span>,
    },
    {
      name: 'when',
      head: t('preview.when'),
      isWide: true,
      draw: row => <span className="whitespace-nowrap">{row.publishedAt ? formats.moment(row.publishedAt) : ''}</span>,
    },
    {
      name: 'where',
      head: t('preview.where'),
      isWide: true,
      draw: row => (row.channel ? placeOf(row.channel) : ''),
    },
    {
      name: 'outcome',
      head: t('preview.outcome'),
      draw: row => <Chip tone={tones[row.outcome]}>{t(`preview.outcome.${row.outcome}`)}</Chip>,
    },
  ]
  return (
    <Card title={t('preview.title')}>
      <Loaded query={preview} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ rows, counts, isWhole }) => (
          <div className="flex flex-col gap-2 pt-1">
            <p className="text-muted text-sm">
              {isWhole ? t('preview.whole') : t('preview.first', { count: counts.rows })}
            </p>
            <Counts counts={counts} kinds={kindsOf(one)} />
            <DataTable label={t('preview.title')} rows={rows} columns={columns} idOf={row => String(row.row)} />
          </div>
        )}
      </Loaded>
    </Card>
  )
}

/** What a row would set, or change, of what is known of somebody. */
const Changes = ({ row }: { row: PreviewRow }) => {
  const t = words.useT()
  if (row.changes.length === 0) return null
  return (
    <span className="text-muted">
      {' '}
      {row.changes
        .map(({ name, before, after }) => {
          const field = importField.options.find(one => one === name)
          const shown = field ? t(`field.${field}`) : name
          return before === null
            ? t('preview.set', { name: shown, after })
            : t('preview.was', { name: shown, before, after })
        })
        .join(' · ')}
    </span>
  )
}
