/** What each column of a file holds, as it was worked out; a person may say otherwise. */
import {
  type FileImport,
  type ImportColumn,
  type ImportKind,
  type ImportTable,
  importField,
  importFields,
  importKinds,
} from '../../../contract/channels.ts'
import { Chip } from '../../kit/chip.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useChange } from './settings.tsx'
import { words } from './words.ts'

const none = 'none'
/** What counts as a guess and is marked so. */
const sureFrom = 0.6

export const Columns = ({ one }: { one: FileImport }) => (
  <>
    {one.tables.map((table, number) =>
      table.rows === 0 ? null : (
        // biome-ignore lint/suspicious/noArrayIndexKey: a table is its place in the file.
        <TableColumns key={number} one={one} table={table} number={number} />
      ),
    )}
  </>
)

const kindChoices = (t: ReturnType<typeof words.useT>): { value: ImportKind | typeof none; label: string }[] => [
  { value: none, label: t('import.kinds.none') },
  ...importKinds.map(kind => ({ value: kind, label: t(`import.kinds.${kind}`) })),
]

const TableColumns = ({ one, table, number }: { one: FileImport; table: ImportTable; number: number }) => {
  const t = words.useT()
  const change = useChange()
  const choices = [
    { value: none, label: t('field.none') },
    ...importFields[table.kind ?? 'mentions'].map(field => ({ value: field, label: t(`field.${field}`) })),
  ]
  const columns: Column<ImportColumn>[] = [
    {
      name: 'header',
      head: t('import.column'),
      isMain: true,
      draw: column => <span className="break-words font-medium">{column.header}</span>,
    },
    {
      name: 'field',
      head: t('import.means'),
      draw: column => (
        <span className="flex items-center gap-1.5">
          <Select
            isCompact
            label={t('import.meansOf', { name: column.header })}
            value={column.field ?? none}
            choices={choices}
            onChange={value =>
              change.run({
                importId: one.id,
                columns: [{ table: number, at: column.at, field: importField.options.find(f => f === value) ?? null }],
              })
            }
          />
          {column.field && column.confidence < sureFrom && <Chip tone="warn">{t('import.guessed')}</Chip>}
        </span>
      ),
    },
    {
      name: 'samples',
      head: t('import.samples'),
      isWide: true,
      className: 'max-w-xs',
      draw: column => <span className="line-clamp-1 break-all text-muted">{column.samples.join(' · ')}</span>,
    },
  ]
  const known = table.columns.filter(column => column.field !== null).length
  const title = table.name && one.tables.length > 1 ? t('import.table', { name: table.name }) : t('import.columns')
  return (
    <Card title={title}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-2 pb-2">
        <Select
          isCompact
          label={t('import.whatOf', { name: table.name })}
          value={table.kind ?? none}
          choices={kindChoices(t)}
          onChange={value =>
            change.run({
              importId: one.id,
              kinds: [{ table: number, kind: importKinds.find(kind => kind === value) ?? null }],
            })
          }
        />
        <p className="text-muted text-sm">
          {table.kind === null ? t('import.noKind') : t('import.columnsHint', { known, all: table.columns.length })}{' '}
          {table.kind === 'mentions' && t('import.columnsRaw')}
        </p>
      </div>
      <DataTable label={title} rows={table.columns} columns={columns} idOf={column => String(column.at)} />
    </Card>
  )
}
