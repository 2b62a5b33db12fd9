/** Writes a policy, or its next version. */
import { useState } from 'react'
import { createPolicy, listPolicies, listPolicyVersions, type Policy, writePolicy } from '../../contract/voice.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input, Textarea } from '../kit/field.tsx'
import { readClock } from '../platform/clock.ts'
import { fieldProblem } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { words } from './words.ts'

const halfYearMs = 182 * 86_400_000
const refetch = [listPolicies, listPolicyVersions]

export const PolicyEdit = ({ policy, onClose }: { policy: Policy | null; onClose: () => void }) => {
  const t = words.useT()
  const from = policy?.draft ?? policy?.live
  const [form, setForm] = useState(() => ({
    name: policy?.name ?? '',
    words: policy?.words.join(', ') ?? '',
    body: from?.body ?? '',
    reviewOn: from?.reviewOn ?? new Date(readClock().getTime() + halfYearMs).toISOString().slice(0, 10),
  }))
  const creating = useVerb(createPolicy, { refetch, isQuiet: true })
  const writing = useVerb(writePolicy, { refetch, isQuiet: true })
  const verb = policy ? writing : creating
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const canSave = form.name.trim() !== '' && form.body.trim() !== '' && form.reviewOn !== ''
  const save = () => {
    if (!canSave || verb.isRunning) return
    const given = {
      name: form.name,
      words: form.words
        .split(/[,\n]/)
        .map(word => word.trim())
        .filter(Boolean),
      body: form.body,
      reviewOn: form.reviewOn,
    }
    const saving = policy ? writing.ask({ policyId: policy.id, ...given }) : creating.ask(given)
    saving.then(
      onClose,
      // The fields show why.
      () => undefined,
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title={t(policy ? 'policy.edit' : 'policy.new')}
      hint={t('policy.saveHint')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} disabled={!canSave} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('policy.field.name')} problem={fieldProblem(verb.error, 'name')}>
        <Input
          value={form.name}
          maxLength={200}
          onChange={event => change({ name: event.target.value })}
          onSubmitText={save}
        />
      </Field>
      <Field
        label={t('policy.field.words')}
        hint={t('policy.field.wordsHint')}
        problem={fieldProblem(verb.error, 'words')}
      >
        <Input value={form.words} onChange={event => change({ words: event.target.value })} onSubmitText={save} />
      </Field>
      <Field
        label={t('policy.field.body')}
        hint={t('policy.field.bodyHint')}
        problem={fieldProblem(verb.error, 'body')}
      >
        <Textarea
          value={form.body}
          maxLength={4000}
          onChange={event => change({ body: event.target.value })}
          onSubmitText={save}
        />
      </Field>
      <Field label={t('policy.field.reviewOn')} problem={fieldProblem(verb.error, 'reviewOn')}>
        <Input type="date" value={form.reviewOn} onChange={event => change({ reviewOn: event.target.value })} />
      </Field>
    </Dialog>
  )
}
