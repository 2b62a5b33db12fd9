/** 설정 → 깊이 읽기: the provider, what it may cost, and what was asked of it. */
import { useState } from 'react'
import {
  getProvider,
  type Provider,
  type ProviderAsk,
  providerKind,
  removeProvider,
  setProvider,
  tryProvider,
} from '../../../contract/deep-reading.ts'
import type { Output } from '../../../contract/endpoint.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

type Told = Output<typeof getProvider>

export const DeepReadingPage = () => {
  const t = words.useT()
  const told = useEndpoint(getProvider, {})
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} />
      <Loaded query={told}>
        {data => (
          <div className="mt-4 flex flex-col gap-4">
            <p className="rounded-lg bg-sunken px-4 py-3 text-sm">{t('leaves')}</p>
            <Settings key={data.provider?.changedAt ?? 'none'} provider={data.provider} />
            <Spent told={data} />
          </div>
        )}
      </Loaded>
    </>
  )
}

const Settings = ({ provider }: { provider: Provider | null }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [kind, setKind] = useState(provider?.kind ?? 'openai')
  const [url, setUrl] = useState(provider?.url ?? '')
  const [model, setModel] = useState(provider?.model ?? '')
  const [key, setKey] = useState('')
  const [priceRead, setPriceRead] = useState(String(provider?.priceRead ?? ''))
  const [priceWritten, setPriceWritten] = useState(String(provider?.priceWritten ?? ''))
  const [cap, setCap] = useState(String(provider?.monthlyCap ?? ''))
  const [state, setState] = useState<'on' | 'off'>(provider?.isOn ? 'on' : 'off')
  const save = useVerb(setProvider, {
    isQuiet: true,
    refetch: [getProvider],
    onDone: () => toasts.show({ text: t('saved'), tone: 'good' }),
  })
  const remove = useVerb(removeProvider, {
    refetch: [getProvider],
    onDone: () => toasts.show({ text: t('removed'), tone: 'good' }),
  })
  const attempt = useVerb(tryProvider, { refetch: [getProvider] })
  const isWhole = [url, model, priceRead, priceWritten, cap].every(value => value.trim() !== '')
  const numbers = { priceRead: Number(priceRead), priceWritten: Number(priceWritten), monthlyCap: Number(cap) }
  const submit = () => {
    if (!isWhole || save.isRunning) return
    save.run({ kind, url, model, ...(key === '' ? {} : { key }), ...numbers, isOn: state === 'on' })
  }
  const amount = (label: string, value: string, change: (typed: string) => void, path: string, hint: string) => (
    <Field label={label} hint={hint} problem={fieldProblem(save.error, path)}>
      <Input inputMode="decimal" value={value} onChange={event => change(event.target.value)} />
    </Field>
  )
  return (
    <Card title={t('settings')}>
      <form
        className="mt-3 grid grid-cols-2 gap-x-4 gap-y-3 max-md:grid-cols-1"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label={t('kind')}>
          <Select
            value={kind}
            onChange={setKind}
            choices={providerKind.options.map(value => ({ value, label: t(`kind.${value}`) }))}
          />
        </Field>
        <Field label={t('state')}>
          <Select
            value={state}
            onChange={setState}
            choices={(['off', 'on'] as const).map(value => ({ value, label: t(`state.${value}`) }))}
          />
        </Field>
        <Field label={t('url')} hint={t('urlHint')} problem={fieldProblem(save.error, 'url')}>
          <Input type="url" value={url} onChange={event => setUrl(event.target.value)} />
        </Field>
        <Field label={t('model')} problem={fieldProblem(save.error, 'model')}>
          <Input value={model} onChange={event => setModel(event.target.value)} />
        </Field>
        <Field label={t('key')} hint={provider ? t('keyKept') : t('keyHint')} problem={fieldProblem(save.error, 'key')}>
          <Input type="password" autoComplete="off" value={key} onChange={event => setKey(event.target.value)} />
        </Field>
        {amount(t('cap'), cap, setCap, 'monthlyCap', t('capHint'))}
        {amount(t('priceRead'), priceRead, setPriceRead, 'priceRead', t('priceHint'))}
        {amount(t('priceWritten'), priceWritten, setPriceWritten, 'priceWritten', t('priceHint'))}
        <div className="col-span-full flex flex-wrap justify-end gap-2">
          {provider && (
            <Button tone="danger" isBusy={remove.isRunning} onClick={() => remove.run({})} className="mr-auto">
              {t('remove')}
            </Button>
          )}
          {provider?.isOn && (
            <Button isBusy={attempt.isRunning} onClick={() => attempt.run({})}>
              {t('try')}
            </Button>
          )}
          <Button type="submit" tone="primary" isBusy={save.isRunning} disabled={!isWhole}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const Spent = ({ told: { provider, spent, asks } }: { told: Told }) => {
  const t = words.useT()
  const money = useMoney()
  return (
    <Card
      title={t('asks')}
      note={provider && `${t('spent')} ${t('spentOf', { spent: money(spent), cap: money(provider.monthlyCap) })}`}
    >
      {asks.length === 0 ? (
        <p className="mt-2 text-muted text-sm">{t('asksNone')}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col">
          {asks.map(ask => (
            <AskRow key={ask.id} ask={ask} />
          ))}
        </ul>
      )}
    </Card>
  )
}

const tones = { waiting: 'neu', answered: 'pos', failed: 'neg' } as const

const AskRow = ({ ask }: { ask: Omit<ProviderAsk, 'answer'> }) => {
  const t = words.useT()
  const formats = useFormats()
  const money = useMoney()
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-hair border-b py-2 text-sm last:border-b-0">
      <span className="font-semibold">{t(`purpose.${ask.purpose}`)}</span>
      <Chip tone={tones[ask.state]}>{t(`ask.${ask.state}`)}</Chip>
      <span className="text-muted text-xs">{t('askBy', { by: ask.askedBy, when: formats.ago(ask.askedAt) })}</span>
      <span className="ml-auto text-muted text-xs tabular-nums">
        {ask.tokensRead !== null &&
          `${t('tokens', { read: formats.number(ask.tokensRead), written: formats.number(ask.tokensWritten ?? 0) })} · `}
        {t(ask.state === 'waiting' ? 'askMost' : 'askCost', { cost: money(ask.cost) })}
      </span>
      {ask.failure && <p className="basis-full text-neg text-xs">{t(`failure.${ask.failure}`)}</p>}
    </li>
  )
}

/** Sums of small parts of a coin keep what tells them apart; the currency is the administrator's own. */
const useMoney = (): ((amount: number) => string) => {
  const formats = useFormats()
  return amount =>
    amount !== 0 && amount < 1 ? String(Number(amount.toPrecision(2))) : formats.number(Math.round(amount * 100) / 100)
}
