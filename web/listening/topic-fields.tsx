/** The fields of a topic: what it is called and what kind it is, and why it is followed. */
import { type TopicKind, type TopicSlots, topicKind } from '../../contract/listening.ts'
import { cx } from '../kit/class.ts'
import { Field, Input, Textarea } from '../kit/field.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { words } from './words.ts'

export interface TopicDraft {
  readonly name: string
  readonly kind: TopicKind
  readonly goal: string
  readonly query: string
  readonly slots: TopicSlots
}

export interface FieldsProps {
  draft: TopicDraft
  onChange: (change: Partial<TopicDraft>) => void
  /** What the server refused. */
  error?: unknown
  onSubmit?: () => void
}

export const NameFields = ({ draft, onChange, error, onSubmit }: FieldsProps) => {
  const t = words.useT()
  return (
    <>
      <Field label={t('topic.name')} hint={t('topic.nameHint')} problem={fieldProblem(error, 'name')}>
        <Input
          autoFocus
          value={draft.name}
          maxLength={200}
          onChange={event => onChange({ name: event.target.value })}
          onSubmitText={text => {
            onChange({ name: text })
            if (text.trim()) onSubmit?.()
          }}
        />
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('topic.kind')}</legend>
        <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
          {topicKind.options.map(kind => (
            <label
              key={kind}
              className={cx(
                'flex cursor-pointer flex-col rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                kind === draft.kind ? 'border-accent bg-accent-soft' : 'border-hair bg-panel hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={kind === draft.kind}
                onChange={() => onChange({ kind })}
                className="sr-only"
              />
              <span className={cx('font-semibold', kind === draft.kind && 'text-accent-text')}>
                {t(`kind.${kind}`)}
              </span>
              <span className="text-muted text-xs">{t(`kind.${kind}Hint`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

export const GoalField = ({ draft, onChange, error, onSubmit }: FieldsProps) => {
  const t = words.useT()
  const goals = ([1, 2, 3] as const).map(number => t(`goal.${draft.kind}.${number}`, { name: draft.name }))
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('topic.goalIdeas')}</legend>
        <ul className="flex flex-col gap-2">
          {goals.map(goal => (
            <li key={goal}>
              <button
                type="button"
                aria-pressed={goal === draft.goal}
                onClick={() => onChange({ goal })}
                className={cx(
                  'w-full rounded-md border px-3 py-2.5 text-left pointer-coarse:min-h-11',
                  goal === draft.goal
                    ? 'border-accent bg-accent-soft font-medium text-accent-text'
                    : 'border-hair bg-panel hover:bg-hover',
                )}
              >
                {goal}
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <Field label={t('topic.goal')} hint={t('topic.goalHint')} problem={fieldProblem(error, 'goal')}>
        <Textarea
          value={draft.goal}
          maxLength={500}
          className="min-h-[52px]"
          submitOn="enter"
          onChange={event => onChange({ goal: event.target.value })}
          onSubmitText={text => {
            onChange({ goal: text })
            if (text.trim()) onSubmit?.()
          }}
        />
      </Field>
    </>
  )
}
