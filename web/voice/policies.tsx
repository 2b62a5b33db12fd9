/** The policies: what counts, what waits for a signature, what should be looked at again. */
import { Archive, Check, History, PenLine, ScrollText } from 'lucide-react'
import { useState } from 'react'
import {
  archivePolicy,
  type Department,
  listPolicies,
  listPolicyVersions,
  type Policy,
  type PolicyVersion,
  reviewPolicy,
  signPolicy,
} from '../../contract/voice.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Card } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { readClock } from '../platform/clock.ts'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { PolicyEdit } from './policy-edit.tsx'
import { words } from './words.ts'

const touched = [listPolicies, listPolicyVersions]

export const PolicyPanel = ({ isNew, onNew }: { isNew: boolean; onNew: (isNew: boolean) => void }) => {
  const t = words.useT()
  const query = useEndpoint(listPolicies, {})
  return (
    <>
      <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {({ items }) => {
          const overdue = items.filter(one => one.isOverdue && !one.isArchived)
          return (
            <>
              {items.length === 0 && (
                <EmptyState icon={ScrollText} title={t('policy.empty')} hint={t('policy.emptyHint')} />
              )}
              {overdue.length > 0 && (
                <p role="status" className="rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
                  {t('policy.overdueHint', { count: overdue.length })}
                </p>
              )}
              {items.map(policy => (
                <PolicyCard key={policy.id} policy={policy} />
              ))}
            </>
          )
        }}
      </Loaded>
      {isNew && <PolicyEdit policy={null} onClose={() => onNew(false)} />}
    </>
  )
}

/** What a department is called: its own name, or that of the two that every policy begins with. */
const useDepartmentName = () => {
  const t = words.useT()
  return (department: Department): string => {
    if (department.name) return department.name
    if (department.key === 'comms' || department.key === 'support') return t(`department.${department.key}`)
    return department.key
  }
}

const PolicyCard = ({ policy }: { policy: Policy }) => {
  const t = words.useT()
  const may = useMay()
  const [open, setOpen] = useState<'edit' | 'review' | 'history' | null>(null)
  const close = () => setOpen(null)
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold text-md">{policy.name}</h2>
        {policy.live && <Chip tone="pos">{t('policy.live', { number: policy.live.number })}</Chip>}
        {policy.draft && <Chip tone="warn">{t('policy.waiting', { number: policy.draft.number })}</Chip>}
        {policy.isOverdue && <Chip tone="neg">{t('policy.overdue')}</Chip>}
        {policy.isArchived && <Chip>{t('policy.archived')}</Chip>}
        <span className="grow" />
        {may('voice.manage') && (
          <Button size="sm" icon={PenLine} onClick={() => setOpen('edit')}>
            {t('policy.edit')}
          </Button>
        )}
        {policy.live && may('voice.sign') && (
          <Button size="sm" tone="quiet" icon={Check} onClick={() => setOpen('review')}>
            {t('policy.review')}
          </Button>
        )}
        <Button size="sm" tone="quiet" icon={History} onClick={() => setOpen('history')}>
          {t('policy.history')}
        </Button>
        {may('voice.manage') && <ArchiveButton policy={policy} />}
      </div>
      <div className="mt-2 flex flex-col gap-3">
        {policy.live && (
          <div>
            <VersionText version={policy.live} />
            <SignedBy policy={policy} version={policy.live} />
          </div>
        )}
        {policy.draft && (
          <div className="flex flex-col gap-2 rounded-md border border-hair-strong border-dashed p-3">
            <VersionText version={policy.draft} />
            <Signing policy={policy} draft={policy.draft} />
          </div>
        )}
        <p className="text-muted text-xs">
          {policy.words.length > 0 ? `${t('policy.words')}: ${policy.words.join(', ')}` : t('policy.noWords')}
          {policy.live && ` · ${t('policy.answers', { count: policy.answers })}`}
        </p>
      </div>
      {open === 'edit' && <PolicyEdit policy={policy} onClose={close} />}
      {open === 'review' && <ReviewDialog policy={policy} onClose={close} />}
      {open === 'history' && <HistoryDialog policy={policy} onClose={close} />}
    </Card>
  )
}

const VersionText = ({ version }: { version: PolicyVersion }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <div>
      <p className="whitespace-pre-wrap break-words leading-[1.6]">{version.body}</p>
      <p className="mt-1 text-muted text-xs">
        {version.writtenBy} · {formats.date(version.writtenAt)} ·{' '}
        {t('policy.reviewOn', { date: formats.date(`${version.reviewOn}T12:00:00Z`) })}
      </p>
    </div>
  )
}

const SignedBy = ({ policy, version }: { policy: Policy; version: PolicyVersion }) => {
  const t = words.useT()
  const nameOf = useDepartmentName()
  const says = version.signatures.map(one => {
    const department = policy.departments.find(known => known.key === one.department)
    return t('policy.signedBy', { department: department ? nameOf(department) : one.department, by: one.by })
  })
  return <p className="text-muted text-xs">{t('policy.signatures', { names: says.join(', ') })}</p>
}

/** Who has signed and who has not; a button where the reader may. */
const Signing = ({ policy, draft }: { policy: Policy; draft: PolicyVersion }) => {
  const t = words.useT()
  const nameOf = useDepartmentName()
  const toasts = useToasts()
  const verb = useVerb(signPolicy, { refetch: touched })
  const sign = (department: Department) =>
    verb.ask({ policyId: policy.id, versionId: draft.id, department: department.key }).then(
      signed => {
        if (signed.draft === null) toasts.show({ text: t('policy.done', { name: policy.name }) })
      },
      // The verb has said why.
      () => undefined,
    )
  return (
    <ul className="flex flex-wrap items-center gap-2">
      {policy.departments.map(department => {
        const signed = draft.signatures.find(one => one.department === department.key)
        const name = nameOf(department)
        return (
          <li key={department.key}>
            {signed ? (
              <Chip tone="pos">
                <Check size={12} aria-hidden />
                {t('policy.signedBy', { department: name, by: signed.by })}
              </Chip>
            ) : policy.maySign.includes(department.key) ? (
              <Button size="sm" tone="primary" isBusy={verb.isRunning} onClick={() => void sign(department)}>
                {t('policy.sign', { department: name })}
              </Button>
            ) : (
              <Chip>{t('policy.unsigned', { department: name })}</Chip>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const ArchiveButton = ({ policy }: { policy: Policy }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(archivePolicy, { refetch: touched })
  const put = (isArchived: boolean) => verb.run({ policyId: policy.id, isArchived })
  return (
    <Button
      size="sm"
      tone="quiet"
      icon={Archive}
      onClick={() => {
        put(!policy.isArchived)
        if (!policy.isArchived)
          toasts.show({ text: t('policy.archivedDone', { name: policy.name }), onUndo: () => put(false) })
      }}
    >
      {t(policy.isArchived ? 'policy.restore' : 'policy.archive')}
    </Button>
  )
}

const halfYearMs = 182 * 86_400_000

const ReviewDialog = ({ policy, onClose }: { policy: Policy; onClose: () => void }) => {
  const t = words.useT()
  const [reviewOn, setReviewOn] = useState(() =>
    new Date(readClock().getTime() + halfYearMs).toISOString().slice(0, 10),
  )
  const verb = useVerb(reviewPolicy, { refetch: touched })
  const save = () =>
    verb.ask({ policyId: policy.id, reviewOn }).then(
      onClose,
      // The verb has said why.
      () => undefined,
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('policy.reviewTitle')}
      hint={t('policy.reviewHint')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} disabled={reviewOn === ''} onClick={() => void save()}>
            {t('policy.review')}
          </Button>
        </>
      }
    >
      <p className="whitespace-pre-wrap break-words">{policy.live?.body}</p>
      <Field label={t('policy.field.reviewOn')}>
        <Input type="date" value={reviewOn} onChange={event => setReviewOn(event.target.value)} />
      </Field>
    </Dialog>
  )
}

const HistoryDialog = ({ policy, onClose }: { policy: Policy; onClose: () => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const nameOf = useDepartmentName()
  const query = useEndpoint(listPolicyVersions, { policyId: policy.id })
  const departmentOf = (key: string) => {
    const known = policy.departments.find(one => one.key === key)
    return known ? nameOf(known) : key
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('policy.historyTitle', { name: policy.name })}>
      <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={2} />}>
        {({ items }) => (
          <ol className="flex flex-col gap-3">
            {items.map(version => (
              <li key={version.id} className="flex flex-col gap-1 border-hair border-b pb-3 last:border-b-0">
                <p className="font-semibold text-sm">
                  {version.liveAt
                    ? t('policy.live', { number: version.number })
                    : t('policy.waiting', { number: version.number })}
                  {version.endedAt && (
                    <span className="ml-2 font-normal text-muted text-xs">
                      {t('policy.ended', { date: formats.date(version.endedAt) })}
                    </span>
                  )}
                </p>
                <VersionText version={version} />
                <p className="text-muted text-xs">
                  {version.signatures
                    .map(one => `${departmentOf(one.department)} ${one.by} ${formats.moment(one.at)}`)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Dialog>
  )
}
