/** 설정 → 워크스페이스: name, time zone, language. */
import { useState } from 'react'
import { getMe, updateWorkspace } from '../../contract/access.ts'
import { locale as localeSchema } from '../../contract/scalars.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { useToasts } from '../kit/toast.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { useWorkspace } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { words as shellWords } from '../platform/words.ts'
import { words } from './words.ts'
import { zonesWith } from './zones.ts'

export const WorkspacePage = () => {
  const t = words.useT()
  const shell = shellWords.useT()
  const toasts = useToasts()
  const workspace = useWorkspace()
  const [name, setName] = useState(workspace.name)
  const verb = useVerb(updateWorkspace, {
    draw: (draft, input) =>
      draft.update(getMe, me => ({
        ...me,
        workspaces: me.workspaces.map(one => (one.id === workspace.id ? { ...one, ...input } : one)),
      })),
    refetch: [getMe],
    onDone: () => toasts.show({ text: t('profile.saved'), tone: 'good' }),
  })
  const save = (text: string) => text.trim() && verb.run({ name: text })
  return (
    <>
      <SettingsHead title={t('workspace.title')} hint={t('workspace.hint')} />
      <div className="flex max-w-sm flex-col gap-5">
        <Field label={t('workspace.name')} problem={fieldProblem(verb.error, 'name')}>
          <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} onSubmitText={save} />
        </Field>
        <Button
          tone="primary"
          className="self-start"
          disabled={!name.trim() || name === workspace.name}
          isBusy={verb.isRunning}
          onClick={() => save(name)}
        >
          {t('profile.save')}
        </Button>
        <Field label={t('workspace.zone')} hint={t('workspace.zoneHint')}>
          <Select
            value={workspace.timeZone}
            choices={zonesWith(workspace.timeZone).map(value => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={timeZone => verb.run({ timeZone })}
          />
        </Field>
        <Field label={t('workspace.locale')} hint={t('workspace.localeHint')}>
          <Select
            value={workspace.locale}
            choices={localeSchema.options.map(value => ({ value, label: shell(`locale.${value}`) }))}
            onChange={locale => verb.run({ locale })}
          />
        </Field>
      </div>
    </>
  )
}
