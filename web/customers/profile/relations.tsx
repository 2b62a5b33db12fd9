/** Who belongs to a customer without being the same: household, company, guardian. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import {
  endRelation,
  listCustomers,
  listRelations,
  type Relation,
  relateCustomers,
} from '../../../contract/customers.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useSettled } from '../../kit/use-settled.ts'
import { PageLink } from '../../platform/links.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { shownHandle } from '../handle.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

const kinds: readonly Relation['kind'][] = ['household', 'works_at', 'guardian_of', 'knows']

export const Relations = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const toasts = useToasts()
  const mayEdit = useMay()('customers.edit')
  const [isAdding, setAdding] = useState(false)
  const relations = useEndpoint(listRelations, { customerId })
  const end = useVerb(endRelation, { refetch: [listRelations] })
  const add = useVerb(relateCustomers, { refetch: [listRelations] })
  const items = relations.data?.items ?? []
  if (items.length === 0 && !mayEdit) return null
  const relate = (input: Parameters<typeof add.run>[0]) => add.run(input)
  const finish = (one: Relation) =>
    end.ask({ customerId, relationId: one.id }).then(
      () =>
        toasts.show({
          text: t('relations.ended'),
          onUndo: () =>
            relate(
              one.isForward
                ? { customerId, otherId: one.other.id, kind: one.kind, note: one.note }
                : { customerId: one.other.id, otherId: customerId, kind: one.kind, note: one.note },
            ),
        }),
      () => {},
    )
  const says = (one: Relation) =>
    !one.isForward && (one.kind === 'works_at' || one.kind === 'guardian_of')
      ? t(`relations.${one.kind}_back`)
      : t(`relations.${one.kind}`)
  return (
    <Part title={t('relations.title')}>
      <ul>
        {items.map(one => (
          <li key={one.id} className="group flex min-h-8 items-center gap-2 text-sm">
            <span className="w-16 shrink-0 text-muted text-xs">{says(one)}</span>
            <PageLink to={`/customers/${one.other.id}`} className="min-w-0 grow truncate rounded-sm hover:underline">
              {one.other.name}
            </PageLink>
            {mayEdit && (
              <IconButton
                label={t('relations.end')}
                icon={X}
                size={12}
                className="size-6 opacity-0 focus-visible:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
                onClick={() => finish(one)}
              />
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <Button size="sm" tone="quiet" icon={Plus} className="-ml-2 self-start" onClick={() => setAdding(true)}>
          {t('relations.add')}
        </Button>
      )}
      {isAdding && <AddRelation customerId={customerId} onClose={() => setAdding(false)} />}
    </Part>
  )
}

const AddRelation = ({ customerId, onClose }: { customerId: string; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [kind, setKind] = useState<Relation['kind']>('household')
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim())
  const found = useEndpoint(listCustomers, { q, limit: 8 }, { when: q !== '', keep: true })
  const add = useVerb(relateCustomers, { refetch: [listRelations] })
  const end = useVerb(endRelation, { refetch: [listRelations] })
  const pick = (otherId: string) =>
    add.ask({ customerId, otherId, kind }).then(
      ({ id }) => {
        onClose()
        toasts.show({ text: t('relations.added'), onUndo: () => end.run({ customerId, relationId: id }) })
      },
      () => {},
    )
  return (
    <Dialog isOpen onClose={onClose} width="sm" title={t('relations.add')}>
      <Field label={t('relations.kind')}>
        <Select
          value={kind}
          onChange={setKind}
          choices={kinds.map(value => ({ value, label: t(`relations.${value}`) }))}
        />
      </Field>
      <Field label={t('relations.find')}>
        <Input autoFocus maxLength={100} value={typed} onChange={event => setTyped(event.target.value)} />
      </Field>
      <ul className="flex min-h-32 flex-col">
        {q !== '' &&
          (found.data?.items ?? [])
            .filter(one => one.id !== customerId)
            .map(one => (
              <li key={one.id}>
                <button
                  type="button"
                  className="flex min-h-9 w-full items-center gap-2 rounded-sm px-2 text-left text-sm hover:bg-hover pointer-coarse:min-h-11"
                  onClick={() => pick(one.id)}
                >
                  <Avatar name={one.name} size={20} />
                  <span className="truncate font-medium">{one.name}</span>
                  {one.identities[0] && (
                    <span className="truncate text-muted text-xs">{shownHandle(one.identities[0].handle)}</span>
                  )}
                </button>
              </li>
            ))}
      </ul>
    </Dialog>
  )
}
