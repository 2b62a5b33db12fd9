/** The tone guide: what drafts of this workspace are checked by, with examples for people. */
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { getGuide, type ShownGuide, writeGuide } from '../../contract/voice.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Field, Input, Textarea } from '../kit/field.tsx'
import { Card } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { avoidText, readAvoid, readLines } from './guide-text.ts'
import { words } from './words.ts'

export const GuidePanel = () => {
  const query = useEndpoint(getGuide, {})
  return (
    <Loaded query={query} waiting={<SkeletonRows hasFace={false} count={3} />}>
      {guide => <GuideForm key={guide.version} guide={guide} />}
    </Loaded>
  )
}

const levels = ['any', 'formal', 'polite'] as const

const GuideForm = ({ guide }: { guide: ShownGuide }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const mayWrite = useMay()('voice.manage')
  const [form, setForm] = useState(() => ({
    level: guide.level,
    avoid: avoidText(guide.avoid),
    forbidden: guide.forbidden.join('\n'),
    examples: guide.examples,
  }))
  const verb = useVerb(writeGuide, { refetch: [getGuide] })
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const save = () =>
    verb
      .ask({
        version: guide.version,
        level: form.level,
        avoid: readAvoid(form.avoid),
        forbidden: readLines(form.forbidden),
        examples: form.examples.filter(one => one.wrong.trim() !== '' && one.right.trim() !== ''),
      })
      .then(
        () => toasts.show({ text: t('guide.saved') }),
        // The verb has said why.
        () => undefined,
      )
  return (
    <>
      <p className="text-muted text-sm">
        {guide.changedBy && guide.changedAt
          ? t('guide.changed', { by: guide.changedBy, date: formats.date(guide.changedAt) })
          : t('guide.never')}
      </p>
      <fieldset disabled={!mayWrite} className="flex flex-col gap-3">
        <Card>
          <div className="flex flex-col gap-4">
            <Field label={t('guide.level')}>
              <Select
                value={form.level}
                isDisabled={!mayWrite}
                choices={levels.map(value => ({ value, label: t(`guide.level.${value}`) }))}
                onChange={level => change({ level })}
              />
            </Field>
            <Field label={t('guide.avoid')} hint={t('guide.avoidHint')}>
              <Textarea value={form.avoid} onChange={event => change({ avoid: event.target.value })} />
            </Field>
            <Field label={t('guide.forbidden')} hint={t('guide.forbiddenHint')}>
              <Textarea value={form.forbidden} onChange={event => change({ forbidden: event.target.value })} />
            </Field>
          </div>
        </Card>
        <Card title={t('guide.examples')}>
          <ol className="mt-3 flex flex-col gap-3">
            {form.examples.map((example, at) => {
              const put = (part: Partial<typeof example>) =>
                change({ examples: form.examples.map((one, n) => (n === at ? { ...one, ...part } : one)) })
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: examples are lines of a form.
                <li key={at} className="grid items-end gap-2 md:grid-cols-[1fr_1fr_auto]">
                  <Field label={t('guide.wrong')}>
                    <Input
                      value={example.wrong}
                      maxLength={200}
                      onChange={event => put({ wrong: event.target.value })}
                    />
                  </Field>
                  <Field label={t('guide.right')}>
                    <Input
                      value={example.right}
                      maxLength={200}
                      onChange={event => put({ right: event.target.value })}
                    />
                  </Field>
                  <IconButton
                    label={t('guide.removeExample')}
                    icon={Trash2}
                    onClick={() => change({ examples: form.examples.filter((_, n) => n !== at) })}
                  />
                </li>
              )
            })}
          </ol>
          <Button
            className="mt-3"
            size="sm"
            icon={Plus}
            onClick={() => change({ examples: [...form.examples, { wrong: '', right: '' }] })}
          >
            {t('guide.addExample')}
          </Button>
        </Card>
        {mayWrite && (
          <div className="flex justify-end">
            <Button tone="primary" isBusy={verb.isRunning} onClick={() => void save()}>
              {t('guide.save')}
            </Button>
          </div>
        )}
      </fieldset>
    </>
  )
}
