/** Connects an account: the form is drawn from the network's manifest, the network is asked at once. */
import { useState } from 'react'
import {
  type Account,
  beginSignIn,
  connectAccount,
  listAccounts,
  listConnectors,
  listSources,
  type Manifest,
  purpose,
} from '../../contract/channels.ts'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useLocale } from '../platform/i18n.ts'
import { Loaded } from '../platform/loaded.tsx'
import { isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { FieldInputs, type Filled, isComplete, withoutEmpty } from './fields-form.tsx'
import { words } from './words.ts'

interface ConnectAccountProps {
  /** Which network to begin with; the first that has accounts otherwise. */
  channel?: string
  onDone: (account: Account) => void
}

export const ConnectAccount = ({ channel, onDone }: ConnectAccountProps) => {
  const connectors = useEndpoint(listConnectors, {}, { staleMs: 60 * 60_000 })
  return (
    <Loaded query={connectors} waiting={<SkeletonRows count={2} hasFace={false} />}>
      {({ items }) => (
        <ConnectForm connectors={items.filter(one => one.accountFields.length > 0)} channel={channel} onDone={onDone} />
      )}
    </Loaded>
  )
}

const ConnectForm = ({
  connectors,
  channel,
  onDone,
}: {
  connectors: readonly Manifest[]
  channel: string | undefined
  onDone: (account: Account) => void
}) => {
  const t = words.useT()
  const locale = useLocale()
  const [chosen, setChosen] = useState(channel ?? connectors[0]?.channel ?? '')
  const [filled, setFilled] = useState<Filled>({})
  const [isByPassword, setByPassword] = useState(false)
  const [isFor, setFor] = useState<Account['purpose'] | undefined>(undefined)
  const connector = connectors.find(one => one.channel === chosen)
  const verb = useVerb(connectAccount, { isQuiet: true, refetch: [listAccounts, listSources], onDone })
  const goes = useVerb(beginSignIn, { isQuiet: true, onDone: ({ url }) => window.location.assign(url) })
  if (!connector) return null
  const isSignIn = connector.signIn !== undefined && !isByPassword
  const wanted = connector.signIn?.fields ?? []
  const asked = isSignIn
    ? connector.accountFields.filter(field => wanted.includes(field.name))
    : connector.accountFields
  const error = isSignIn ? goes.error : verb.error
  const isBusy = isSignIn ? goes.isRunning : verb.isRunning
  const canSend = isComplete(asked, filled)
  const fields = withoutEmpty(Object.fromEntries(asked.map(field => [field.name, filled[field.name] ?? ''])))
  const send = () => {
    if (!canSend || isBusy) return
    if (isSignIn) goes.run({ channel: chosen, purpose: isFor, fields, origin: window.location.origin })
    else verb.run({ channel: chosen, purpose: isFor, fields })
  }
  return (
    <div className="flex flex-col gap-4">
      {connectors.length > 1 && (
        <Field label={t('connect.channel')}>
          <Select
            value={chosen}
            choices={connectors.map(one => ({ value: one.channel, label: one.name[locale] }))}
            onChange={next => {
              setChosen(next)
              setFilled({})
              setByPassword(false)
              verb.reset()
              goes.reset()
            }}
          />
        </Field>
      )}
      <FieldInputs asked={asked} filled={filled} onFill={setFilled} onSubmit={send} error={error} />
      {channel === undefined && (
        <Field label={t('accounts.purpose')}>
          <Select
            value={isFor ?? 'both'}
            choices={purpose.options.map(value => ({ value, label: t(`accounts.purpose.${value}`) }))}
            onChange={setFor}
          />
        </Field>
      )}
      <Refusal error={error} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {connector.signIn && (
          <Button tone="quiet" className="mr-auto" onClick={() => setByPassword(!isByPassword)}>
            {isByPassword ? t('connect.bySignIn', { name: connector.name[locale] }) : t('connect.byPassword')}
          </Button>
        )}
        <Button tone="primary" disabled={!canSend} isBusy={isBusy} onClick={send}>
          {isSignIn ? t('connect.bySignIn', { name: connector.name[locale] }) : t('connect.submit')}
        </Button>
      </div>
    </div>
  )
}

/** The refusal of the whole, where no field says it. */
const Refusal = ({ error }: { error: unknown }) => {
  if (!error || (isProblemError(error) && error.problem.fields?.length)) return null
  return (
    <p role="alert" className="rounded-md bg-neg-soft px-3 py-2 text-neg text-sm">
      {isProblemError(error) ? error.problem.title : String(error)}
    </p>
  )
}
