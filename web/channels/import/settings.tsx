/** How a file is read, and what a person may say about all of its rows. */
import { changeImport, type FileImport, getImport, previewImport } from '../../../contract/channels.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useVerb } from '../../platform/query.ts'
import { Slotted } from '../../platform/slots.tsx'
import { importSetting } from '../slots.ts'
import { formatTitle } from './formats.ts'
import { kindsOf } from './kinds.ts'
import { words } from './words.ts'

const none = 'none'

export const useChange = () => useVerb(changeImport, { refetch: [getImport, previewImport] })

export const Settings = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useChange()
  const dates = one.tables.find(table => table.isDayFirst !== null)
  return (
    <>
      {one.asksAddresses && <Addresses one={one} />}
      <Card title={t('import.how')}>
        <ReadAs one={one} />
        <div className="grid gap-4 pt-3 md:grid-cols-2">
          <Slotted slot={importSetting} give={{ one }} />
          {kindsOf(one).some(kind => ['contacts', 'orders', 'tickets'].includes(kind)) && <System one={one} />}
          {kindsOf(one).includes('chats') && <OwnName one={one} />}
          <Field label={t('import.zone')} hint={t('import.zoneHint')}>
            <Select
              value={one.zone}
              choices={zones(one.zone).map(value => ({ value, label: value.replaceAll('_', ' ') }))}
              onChange={zone => change.run({ importId: one.id, zone })}
            />
          </Field>
          {dates && (
            <Field label={t('import.days')}>
              <Select
                value={dates.isDayFirst ? 'day' : 'month'}
                choices={[
                  { value: 'month', label: t('import.days.month') },
                  { value: 'day', label: t('import.days.day') },
                ]}
                onChange={value => change.run({ importId: one.id, isDayFirst: value === 'day' })}
              />
            </Field>
          )}
        </div>
      </Card>
    </>
  )
}

/** Nothing is brought in before this is answered. */
const Addresses = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useChange()
  const choose = (keepsAddresses: boolean) => change.run({ importId: one.id, keepsAddresses })
  return (
    <section
      aria-label={t('import.addresses')}
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-hair-strong bg-panel px-4 py-3"
    >
      <div className="min-w-60 grow basis-80">
        <p className="font-semibold text-md">{t('import.addresses')}</p>
        <p className="text-muted text-sm">{t('import.addressesHint')}</p>
      </div>
      <div className="flex gap-2">
        <Button
          tone={one.keepsAddresses === false ? 'primary' : 'plain'}
          aria-pressed={one.keepsAddresses === false}
          onClick={() => choose(false)}
        >
          {t('import.addresses.drop')}
        </Button>
        <Button
          tone={one.keepsAddresses === true ? 'primary' : 'plain'}
          aria-pressed={one.keepsAddresses === true}
          onClick={() => choose(true)}
        >
          {t('import.addresses.keep')}
        </Button>
      </div>
      {one.keepsAddresses !== null && (
        <p role="status" className="basis-full text-sm">
          {one.keepsAddresses ? t('import.addresses.kept') : t('import.addresses.dropped')}
        </p>
      )}
    </section>
  )
}

const System = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useChange()
  const told = one.system ?? one.tables.find(table => table.kind !== 'mentions' && table.format)?.format ?? none
  const names = new Set([...systems, ...(told === none ? [] : [told])])
  const choices = [
    { value: none, label: t('import.systemFile') },
    ...[...names].map(value => ({ value, label: formatTitle(value, t) })),
  ]
  return (
    <Field label={t('import.system')} hint={t('import.systemHint')}>
      <Select
        value={told}
        choices={choices}
        onChange={value => change.run({ importId: one.id, system: value === none ? null : value })}
      />
    </Field>
  )
}

const systems = [
  'naver_smartstore',
  'coupang',
  'st11',
  'kakao_store',
  'hubspot',
  'salesforce',
  'mailchimp',
  'chatwoot',
  'erxes',
  'zendesk',
]

/** The people of the chat whose words the file shows first: one of them may be us. */
const OwnName = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const change = useChange()
  const samples = one.tables
    .filter(table => table.kind === 'chats')
    .flatMap(table => table.columns.filter(column => column.field === 'name').flatMap(column => column.samples))
  const names = [...new Set([...samples, ...one.ownNames])]
  return (
    <Field label={t('import.own')} hint={t('import.ownHint')}>
      <Select
        value={one.ownNames[0] ?? none}
        choices={[{ value: none, label: t('import.ownNone') }, ...names.map(value => ({ value, label: value }))]}
        onChange={value => change.run({ importId: one.id, ownNames: value === none ? [] : [value] })}
      />
    </Field>
  )
}

const ReadAs = ({ one }: { one: FileImport }) => {
  const t = words.useT()
  const { reading } = one
  if (!reading) return null
  const format = one.tables.find(table => table.format)?.format
  const kind = (['csv', 'tsv', 'xlsx', 'json', 'jsonl', 'chat'] as const).find(name => name === reading.kind) ?? 'csv'
  return (
    <p className="flex flex-wrap gap-1.5 pt-2">
      {kindsOf(one).map(name => (
        <Chip key={name} tone="acc">
          {t(`import.kinds.${name}`)}
        </Chip>
      ))}
      <Chip tone={format ? 'acc' : 'neu'}>
        {format ? t('import.format', { name: formatTitle(format, t) }) : t('import.formatAny')}
      </Chip>
      <Chip>{t(`import.kind.${kind}`)}</Chip>
      {reading.charset && <Chip>{reading.charset.toUpperCase()}</Chip>}
      {reading.delimiter && reading.delimiter !== '\t' && (
        <Chip>{t('import.delimiter', { delimiter: reading.delimiter })}</Chip>
      )}
      <Chip>{t('import.rows', { count: one.totalRows })}</Chip>
    </p>
  )
}

const zones = (current: string): readonly string[] => {
  const known = Intl.supportedValuesOf('timeZone')
  return [...new Set([current, 'UTC', ...known])]
}
