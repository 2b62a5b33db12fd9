/** A widget being made or changed, with what it looks like beside it. */
import { useState } from 'react'
import {
  addWidget,
  freshWidget,
  listWidgets,
  updateWidget,
  type Widget,
  type WidgetSettings,
  type WidgetTexts,
} from '../../../contract/channels/widgets.ts'
import { Button } from '../../kit/button.tsx'
import { Field, Input, Textarea } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { fieldProblem } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { HoursField } from './hours.tsx'
import { WidgetPreview } from './preview.tsx'
import { words } from './words.ts'

export const WidgetEditor = ({ widget, onClose }: { widget?: Widget; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [name, setName] = useState(widget?.name ?? '')
  const [origins, setOrigins] = useState(widget?.origins.join('\n') ?? '')
  const [settings, setSettings] = useState<WidgetSettings>(widget?.settings ?? freshWidget)
  const [isAway, setAway] = useState(false)
  const set = (part: Partial<WidgetSettings>) => setSettings(now => ({ ...now, ...part }))
  const settle = (text: string) => {
    toasts.show({ text, tone: 'good' })
    onClose()
  }
  const add = useVerb(addWidget, {
    isQuiet: true,
    refetch: [listWidgets],
    onDone: made => settle(t('created', { name: made.name })),
  })
  const change = useVerb(updateWidget, { isQuiet: true, refetch: [listWidgets], onDone: () => settle(t('saved')) })
  const error = add.error ?? change.error
  const listed = origins.split(/\s+/).filter(Boolean)
  const isWhole = name.trim() !== '' && listed.length > 0
  const save = () => {
    if (!isWhole) return
    const asked = { name, origins: listed, settings }
    if (widget) change.run({ widgetId: widget.id, ...asked })
    else add.run(asked)
  }
  return (
    <Card title={widget?.name ?? t('add')}>
      <div className="mt-3 grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Field label={t('name')} hint={t('nameHint')} problem={fieldProblem(error, 'name')}>
            <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
          </Field>
          <Field label={t('origins')} hint={t('originsHint')} problem={fieldProblem(error, 'origins')}>
            <Textarea
              value={origins}
              rows={2}
              placeholder="https://shop.example"
              onChange={event => setOrigins(event.target.value)}
            />
          </Field>
          <Looks settings={settings} set={set} />
          <Field label={t('privacyUrl')} isOptional problem={fieldProblem(error, 'settings.privacyUrl')}>
            <Input
              type="url"
              value={settings.privacyUrl ?? ''}
              placeholder="https://shop.example/privacy"
              onChange={event => set({ privacyUrl: event.target.value.trim() || null })}
            />
          </Field>
          <HoursField
            hours={settings.hours}
            onChange={hours => set({ hours })}
            problem={fieldProblem(error, 'settings.hours')}
          />
          {(['ko', 'en'] as const).map(language => (
            <Texts
              key={language}
              language={language}
              texts={settings.texts[language]}
              onChange={texts => set({ texts: { ...settings.texts, [language]: texts } })}
            />
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-2 lg:sticky lg:top-4 lg:self-start">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-medium text-sm">{t('preview')}</h3>
            <span className="grow" />
            <Button size="sm" aria-pressed={isAway} onClick={() => setAway(now => !now)}>
              {t(isAway ? 'previewOpen' : 'previewAway')}
            </Button>
          </div>
          <p className="text-muted text-xs">{t('previewHint')}</p>
          <WidgetPreview settings={settings} isOpen={!isAway} />
        </div>
      </div>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{kit('cancel')}</Button>
        <Button tone="primary" disabled={!isWhole} isBusy={add.isRunning || change.isRunning} onClick={save}>
          {t(widget ? 'save' : 'add')}
        </Button>
      </div>
    </Card>
  )
}

interface PartProps {
  settings: WidgetSettings
  set: (part: Partial<WidgetSettings>) => void
}

const Looks = ({ settings, set }: PartProps) => {
  const t = words.useT()
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t('color')}>
        <Input type="color" value={settings.color} onChange={event => set({ color: event.target.value })} />
      </Field>
      <Field label={t('side')}>
        <Select
          value={settings.side}
          choices={(['right', 'left'] as const).map(value => ({ value, label: t(`side.${value}`) }))}
          onChange={side => set({ side })}
        />
      </Field>
      <Field label={t('theme')}>
        <Select
          value={settings.theme}
          choices={(['auto', 'light', 'dark'] as const).map(value => ({ value, label: t(`theme.${value}`) }))}
          onChange={theme => set({ theme })}
        />
      </Field>
      <Field label={t('language')}>
        <Select
          value={settings.language}
          choices={(['auto', 'ko', 'en'] as const).map(value => ({ value, label: t(`language.${value}`) }))}
          onChange={language => set({ language })}
        />
      </Field>
      <Field label={t('files')}>
        <Select
          value={settings.takesFiles ? 'yes' : 'no'}
          choices={(['yes', 'no'] as const).map(value => ({ value, label: t(`files.${value}`) }))}
          onChange={value => set({ takesFiles: value === 'yes' })}
        />
      </Field>
    </div>
  )
}

const Texts = ({
  language,
  texts,
  onChange,
}: {
  language: 'ko' | 'en'
  texts: WidgetTexts
  onChange: (texts: WidgetTexts) => void
}) => {
  const t = words.useT()
  return (
    <details className="rounded-md border border-hair px-3 py-2">
      <summary className="cursor-pointer font-medium text-sm">
        {t('texts', { language: t(`language.${language}`) })}
      </summary>
      <p className="mt-1 text-muted text-xs">{t('textsHint')}</p>
      <div className="mt-3 flex flex-col gap-3">
        {(['title', 'greeting', 'away', 'consent'] as const).map(part => (
          <Field key={part} label={t(`texts.${part}`)} isOptional>
            <Textarea
              rows={part === 'title' ? 1 : 3}
              lang={language}
              value={texts[part]}
              maxLength={part === 'title' ? 200 : 1000}
              onChange={event => onChange({ ...texts, [part]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </details>
  )
}
