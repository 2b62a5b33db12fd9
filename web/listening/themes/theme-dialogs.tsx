/** Names a theme, or makes a topic of it. */
import { useState } from 'react'
import {
  archiveTopic,
  followTheme,
  getTheme,
  listThemes,
  listTopics,
  type Theme,
  updateTheme,
} from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { fieldProblem, isProblemError } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

export const RenameDialog = ({ theme, onClose }: { theme: Theme; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [name, setName] = useState(theme.isNamed ? theme.label : '')
  const stale = { refetch: [listThemes, getTheme] }
  const back = useVerb(updateTheme, stale)
  const rename = useVerb(updateTheme, {
    ...stale,
    isQuiet: true,
    onDone: changed => {
      toasts.show({
        text: t('themes.renamed', { name: changed.label }),
        onUndo: () => back.run({ themeId: theme.id, name: theme.isNamed ? theme.label : null }),
      })
      onClose()
    },
  })
  const save = (typed: string) => {
    if (!rename.isRunning) rename.run({ themeId: theme.id, name: typed.trim() === '' ? null : typed })
  }
  const refusal = isProblemError(rename.error) ? rename.error.problem.title : undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('themes.rename')}
      hint={t('themes.nameHint')}
      actions={
        <Button tone="primary" isBusy={rename.isRunning} onClick={() => save(name)}>
          {t('themes.save')}
        </Button>
      }
    >
      <Field label={t('themes.name')} problem={fieldProblem(rename.error, 'name') ?? refusal}>
        <Input
          autoFocus
          maxLength={80}
          placeholder={theme.words.join(' · ')}
          value={name}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}

export const FollowDialog = ({ theme, onClose }: { theme: Theme; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const [goal, setGoal] = useState(t('themes.goalFirst', { name: theme.label }))
  const stale = { refetch: [listThemes, listTopics] }
  const archive = useVerb(archiveTopic, stale)
  const follow = useVerb(followTheme, {
    ...stale,
    isQuiet: true,
    onDone: topic => {
      toasts.show({
        text: t('themes.made', { name: topic.name }),
        onUndo: () => archive.run({ topicId: topic.id }),
      })
      onClose()
    },
  })
  const save = (typed: string) => {
    if (typed.trim() !== '' && !follow.isRunning) follow.run({ themeId: theme.id, goal: typed })
  }
  const refusal = isProblemError(follow.error) ? follow.error.problem.title : undefined
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('themes.follow')}
      hint={t('themes.goalHint', { query: theme.words[0]!.split(' ').join(' AND ') })}
      actions={
        <Button tone="primary" isBusy={follow.isRunning} disabled={goal.trim() === ''} onClick={() => save(goal)}>
          {t('themes.follow')}
        </Button>
      }
    >
      <Field label={t('themes.goal')} problem={fieldProblem(follow.error, 'goal') ?? refusal}>
        <Input
          autoFocus
          maxLength={500}
          value={goal}
          onChange={event => setGoal(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}
