/** 설정 → 내 정보: name, language, theme. */
import { useState } from 'react'
import { updateMe } from '../../contract/access.ts'
import { locale as localeSchema } from '../../contract/scalars.ts'
import { Button } from '../kit/button.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { useToasts } from '../kit/toast.tsx'
import { setLocale, useLocale } from '../platform/i18n.ts'
import { fieldProblem } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { useKeepSession, useMe } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { setTheme, themes, useTheme } from '../platform/theme.ts'
import { words as shellWords } from '../platform/words.ts'
import { words } from './words.ts'
import { zonesWith } from './zones.ts'

export const ProfilePage = () => {
  const t = words.useT()
  const shell = shellWords.useT()
  const me = useMe()
  const locale = useLocale()
  const theme = useTheme()
  const toasts = useToasts()
  const keepSession = useKeepSession()
  const [name, setName] = useState(me.user.name)
  const verb = useVerb(updateMe, {
    onDone: changed => {
      keepSession(changed)
      toasts.show({ text: t('profile.saved'), tone: 'good' })
    },
  })
  const save = (text: string) => text.trim() && verb.run({ name: text })
  return (
    <>
      <SettingsHead title={t('profile.title')} hint={t('profile.hint')} />
      <div className="flex max-w-sm flex-col gap-5">
        <Field label={t('field.name')} problem={fieldProblem(verb.error, 'name')}>
          <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} onSubmitText={save} />
        </Field>
        <Field label={t('field.email')}>
          <Input value={me.user.email} disabled />
        </Field>
        <Button
          tone="primary"
          className="self-start"
          disabled={!name.trim() || name === me.user.name}
          isBusy={verb.isRunning}
          onClick={() => save(name)}
        >
          {t('profile.save')}
        </Button>
        <Field label={t('profile.language')}>
          <Select
            value={locale}
            choices={localeSchema.options.map(value => ({ value, label: shell(`locale.${value}`) }))}
            onChange={value => {
              setLocale(value)
              verb.run({ locale: value })
            }}
          />
        </Field>
        <Field label={t('profile.zone')} hint={t('profile.zoneHint')}>
          <Select
            value={me.user.timeZone ?? 'workspace'}
            choices={[
              { value: 'workspace', label: t('profile.zoneWorkspace') },
              ...zonesWith(me.user.timeZone).map(value => ({ value, label: value.replaceAll('_', ' ') })),
            ]}
            onChange={timeZone => verb.run({ timeZone: timeZone === 'workspace' ? null : timeZone })}
          />
        </Field>
        <Field label={t('profile.theme')}>
          <Select
            value={theme}
            choices={themes.map(value => ({ value, label: shell(`theme.${value}`) }))}
            onChange={setTheme}
          />
        </Field>
      </div>
    </>
  )
}
