/** What sources say of a customer: the shown value of each, where it came from, and the others beside it. */
import { BadgeCheck, Plus, X } from 'lucide-react'
import { useState } from 'react'
import {
  type Attribute,
  getCustomer,
  getProfile,
  listCustomers,
  type Profile,
  tellAttribute,
  withdrawAttribute,
} from '../../../contract/customers.ts'
import { useFields } from '../../access/index.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Tooltip } from '../../kit/tooltip.tsx'
import { useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

const changed = [getProfile, getCustomer, listCustomers] as const
const named = [
  'name',
  'phone',
  'email',
  'company',
  'occupation',
  'place',
  'address',
  'post_code',
  'birth_date',
  'language',
  'minor',
  'preferred_channel',
  'preferred_time',
] as const
/** What files and sites say beside: shown by its word, not offered to be written. */
const alsoSaid = [
  'department',
  'website',
  'handle',
  'signed_account',
  'tag',
  'note',
  'detail',
  'owner',
  'customer_since',
  'country',
] as const
type Named = (typeof named)[number] | (typeof alsoSaid)[number]
const isNamed = (name: string): name is Named => ([...named, ...alsoSaid] as readonly string[]).includes(name)

export const Attributes = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  const byName = Map.groupBy(
    profile.attributes.filter(one => one.name !== 'stage' && one.name !== 'tag'),
    one => one.name,
  )
  const fields = useFields('customer')
  const places = new Map<string, number>(named.map((name, n) => [name, n]))
  const groups = [...byName].sort(([a], [b]) => (places.get(a) ?? 99) - (places.get(b) ?? 99))
  if (groups.length === 0 && !may('customers.edit')) return null
  return (
    <Part title={t('attributes.title')}>
      <dl className="flex flex-col gap-1">
        {groups.map(([name, told]) => (
          <Group
            key={name}
            name={name}
            label={fields.find(field => field.key === name)?.name}
            told={told}
            customerId={profile.customerId}
          />
        ))}
      </dl>
      {may('customers.edit') &&
        (isAdding ? (
          <Add customerId={profile.customerId} onDone={() => setAdding(false)} />
        ) : (
          <Button size="sm" tone="quiet" icon={Plus} className="mt-1 -ml-2 self-start" onClick={() => setAdding(true)}>
            {t('attributes.add')}
          </Button>
        ))}
    </Part>
  )
}

const Group = ({
  name,
  label,
  told,
  customerId,
}: {
  name: string
  /** The name of the workspace's own field, where it is one. */
  label: string | undefined
  told: readonly Attribute[]
  customerId: string
}) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  const shown = told.find(one => one.isShown) ?? told[0]!
  const others = told.filter(one => one !== shown)
  return (
    <div className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-2 text-sm">
      <dt className="truncate py-0.5 text-muted" title={name}>
        {isNamed(name) ? t(`attribute.${name}`) : (label ?? name)}
      </dt>
      <dd className="min-w-0">
        <Value one={shown} customerId={customerId} />
        {isOpen && others.map(one => <Value key={one.id} one={one} customerId={customerId} />)}
        {others.length > 0 && !isOpen && (
          <Tooltip text={t('attributes.rule')}>
            <button
              type="button"
              className="rounded-sm text-accent-text text-xs hover:underline"
              onClick={() => setOpen(true)}
            >
              {t('attributes.more', { count: others.length })}
            </button>
          </Tooltip>
        )}
      </dd>
    </div>
  )
}

const Value = ({ one, customerId }: { one: Attribute; customerId: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const toasts = useToasts()
  const remove = useVerb(withdrawAttribute, { refetch: changed })
  const again = useVerb(tellAttribute, { refetch: changed })
  const take = () =>
    remove.ask({ customerId, attributeId: one.id }).then(
      () =>
        toasts.show({
          text: t('attributes.removed'),
          onUndo: () => again.run({ customerId, name: one.name, value: one.value }),
        }),
      () => {},
    )
  return (
    <div className="group flex items-start gap-1">
      <span className="min-w-0 grow break-words py-0.5">
        {one.value}{' '}
        {one.isVerified && (
          <BadgeCheck size={12} className="inline text-pos" role="img" aria-label={t('attributes.verified')} />
        )}
        <span className="block text-faint text-xs">
          {one.by ?? t(`source.${one.source.kind}`)} · {formats.date(one.at)}
        </span>
      </span>
      {may('customers.edit') && !one.isMasked && (
        <IconButton
          label={t('attributes.remove')}
          icon={X}
          size={12}
          className="size-6 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          onClick={take}
        />
      )}
    </div>
  )
}

const Add = ({ customerId, onDone }: { customerId: string; onDone: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [name, setName] = useState<Named>('phone')
  const [value, setValue] = useState('')
  const verb = useVerb(tellAttribute, { refetch: changed })
  const remove = useVerb(withdrawAttribute, { refetch: changed })
  const save = (text: string) => {
    if (text.trim() === '') return
    verb.ask({ customerId, name, value: text }).then(
      ({ id }) => {
        onDone()
        toasts.show({
          text: t('attributes.saved', { name: t(`attribute.${name}`) }),
          onUndo: () => remove.run({ customerId, attributeId: id }),
        })
      },
      () => {},
    )
  }
  return (
    <div className="mt-1.5 flex flex-col gap-2 rounded-md border border-hair p-2.5">
      <Field label={t('attributes.name')}>
        <Select
          value={name}
          onChange={setName}
          choices={named.map(one => ({ value: one, label: t(`attribute.${one}`) }))}
        />
      </Field>
      <Field label={t('attributes.value')}>
        <Input
          autoFocus
          maxLength={1000}
          value={value}
          onChange={event => setValue(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <span className="flex justify-end gap-1.5">
        <Button size="sm" tone="quiet" onClick={onDone}>
          {t('notes.cancel')}
        </Button>
        <Button size="sm" tone="primary" isBusy={verb.isRunning} onClick={() => save(value)}>
          {t('attributes.save')}
        </Button>
      </span>
    </div>
  )
}
