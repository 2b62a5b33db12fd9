/** 설정 → 개인정보: how long data is kept, and certificates of those who were erased. */
import { useState } from 'react'
import {
  getRetention,
  listErasures,
  type RetentionKind,
  setRetention,
  wasErased,
} from '../../../contract/customers/privacy.ts'
import { Button } from '../../kit/button.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

export const PrivacyPage = () => {
  const t = words.useT()
  return (
    <>
      <SettingsHead title={t('privacy.title')} hint={t('privacy.hint')} />
      <div className="mt-4 flex flex-col gap-4">
        <Retention />
        <Certificates />
        <LookUp />
      </div>
    </>
  )
}

const terms = ['forever', '30', '90', '180', '365', '730', '1095', '1825'] as const
type Term = (typeof terms)[number]

const Retention = () => {
  const t = words.useT()
  const query = useEndpoint(getRetention, {})
  return (
    <Card title={t('retention.title')}>
      <p className="text-muted text-xs">{t('retention.hint')}</p>
      <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ items }) => (
          <ul className="mt-2 flex flex-col">
            {items.map(item => (
              <RetentionRow key={item.kind} {...item} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  )
}

const RetentionRow = ({ kind, days, due }: { kind: RetentionKind; days: number | null; due: number }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(setRetention, {
    refetch: [getRetention],
    onDone: () => toasts.show({ text: t('retention.saved'), tone: 'good' }),
  })
  const value: Term = terms.find(term => term === String(days)) ?? 'forever'
  return (
    <li className="flex items-center gap-3 border-hair border-t py-1.5">
      <span className="grow">{t(`retention.${kind}`)}</span>
      {due > 0 && <span className="text-warn text-xs tabular-nums">{t('retention.due', { count: due })}</span>}
      <Select
        isCompact
        label={t(`retention.${kind}`)}
        value={value}
        onChange={term => verb.run({ kind, days: term === 'forever' ? null : Number(term) })}
        choices={terms.map(term => ({
          value: term,
          label: term === 'forever' ? t('retention.forever') : t('retention.days', { count: Number(term) }),
        }))}
      />
    </li>
  )
}

const Certificates = () => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(listErasures, {})
  return (
    <Card title={t('privacy.certificates')}>
      <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted text-sm">{t('privacy.certificatesEmpty')}</p>
          ) : (
            <ul className="flex flex-col">
              {items.map(erasure => (
                <li key={erasure.id} className="flex flex-col gap-0.5 border-hair border-t py-2 text-sm">
                  <span className="flex flex-wrap gap-x-3">
                    <time className="tabular-nums" dateTime={erasure.erasedAt}>
                      {formats.moment(erasure.erasedAt)}
                    </time>
                    <span>{t(`privacy.reason.${erasure.reason}`)}</span>
                    <span className="text-muted">
                      {t('privacy.certificate', {
                        count: erasure.held.reduce((sum, one) => sum + one.count, 0),
                        by: erasure.erasedBy,
                      })}
                    </span>
                  </span>
                  <code className="text-faint text-xs">{erasure.id}</code>
                  {erasure.kept.map(({ law, records, until }) => (
                    <span key={law} className="text-muted text-xs">
                      {t(`privacy.law.${law}`, { count: records })} ·{' '}
                      {t('privacy.until', { when: formats.date(until) })}
                    </span>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}

const LookUp = () => {
  const t = words.useT()
  const formats = useFormats()
  const [contact, setContact] = useState('')
  const [told, setTold] = useState<{ erasedAt: string | null } | null>(null)
  const verb = useVerb(wasErased, { isQuiet: true, onDone: setTold })
  const ask = () => contact.trim() !== '' && verb.run({ contact })
  return (
    <Card title={t('privacy.lookUp')}>
      <div className="mt-2 flex flex-wrap items-end gap-2">
        <div className="min-w-60 grow">
          <Field
            label={t('privacy.lookUp')}
            hint={t('privacy.lookUpHint')}
            problem={fieldProblem(verb.error, 'contact')}
          >
            <Input
              value={contact}
              autoComplete="off"
              onChange={event => {
                setContact(event.target.value)
                setTold(null)
              }}
              onSubmitText={ask}
            />
          </Field>
        </div>
        <Button isBusy={verb.isRunning} onClick={ask}>
          {t('privacy.lookUpButton')}
        </Button>
      </div>
      {told && (
        <p role="status" className="mt-2 text-sm">
          {told.erasedAt ? t('privacy.lookUpYes', { when: formats.moment(told.erasedAt) }) : t('privacy.lookUpNo')}
        </p>
      )}
    </Card>
  )
}
