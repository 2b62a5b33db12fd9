/** The name that we use for a customer, edited in place; the toast takes it back. */
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { type Customer, findCustomers, getCustomer, listCustomers, updateCustomer } from '../../contract/customers.ts'
import { listConversations } from '../../contract/inbox.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Input } from '../kit/field.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { useVerb } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { words } from './words.ts'

export const CustomerName = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const may = useMay()
  const toasts = useToasts()
  const [typed, setTyped] = useState<string | null>(null)
  const verb = useVerb(updateCustomer, {
    draw: (draft, input) => {
      const named = <C extends Customer>(one: C): C =>
        one.id === input.customerId
          ? { ...one, name: input.name, stage: one.stage === 'stranger' ? 'known' : one.stage }
          : one
      draft.update(getCustomer, named)
      draft.updateItems(listCustomers, named)
    },
    refetch: [getCustomer, listCustomers, findCustomers, listConversations],
  })
  const save = (text: string) => {
    const name = text.trim()
    setTyped(null)
    if (!name || name === customer.name) return
    verb.ask({ customerId: customer.id, name }).then(
      () =>
        toasts.show({
          text: t('name.saved', { name }),
          onUndo: () => verb.run({ customerId: customer.id, name: customer.name }),
        }),
      // The refusal was shown by the verb.
      () => {},
    )
  }
  if (typed === null)
    return (
      <span className="flex min-w-0 items-center gap-1">
        <h2 className="truncate font-bold text-lg">{customer.name}</h2>
        {may('customers.edit') && (
          <IconButton label={t('name.edit')} icon={Pencil} size={14} onClick={() => setTyped(customer.name)} />
        )}
      </span>
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the field inside it.
    <span
      className="flex min-w-0 items-center gap-2"
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) setTyped(null)
      }}
    >
      <Input
        autoFocus
        aria-label={t('name.label')}
        value={typed}
        maxLength={200}
        onFocus={event => event.target.select()}
        onChange={event => setTyped(event.target.value)}
        onSubmitText={save}
        className="max-w-72"
      />
      <Button tone="primary" disabled={!typed.trim()} onClick={() => save(typed)}>
        {t('name.save')}
      </Button>
      <Button tone="quiet" onClick={() => setTyped(null)}>
        {kit('cancel')}
      </Button>
    </span>
  )
}
