/** The guided task of a newcomer: steps that are ticked by what really happened. */
import { Circle, CircleCheck } from 'lucide-react'
import { type GuidedTask, getGuidedTask, startGuidedTask } from '../../../contract/inbox/practice.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { words } from './words.ts'

export const GuidedCard = () => {
  const t = words.useT()
  const query = useEndpoint(getGuidedTask, {})
  const mayBegin = useMay()('inbox.reply')
  const verb = useVerb(startGuidedTask, { refetch: [getGuidedTask] })
  return (
    <Card title={t('guided.title')}>
      <p className="mt-1 text-muted text-sm">{t('guided.hint')}</p>
      <Loaded query={query} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ task }) => (
          <>
            {task && <Steps task={task} />}
            {mayBegin && (
              <div className="mt-3">
                <Button
                  tone={task === null ? 'primary' : 'plain'}
                  size={task === null ? 'md' : 'sm'}
                  isBusy={verb.isRunning}
                  onClick={() => verb.run({})}
                >
                  {t(task === null ? 'guided.start' : 'guided.again')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Card>
  )
}

const Steps = ({ task }: { task: GuidedTask }) => {
  const t = words.useT()
  const done = task.steps.filter(one => one.doneAt !== null).length
  const says = task.endedAt
    ? t('guided.done')
    : task.isReady
      ? t('guided.progress', { done, of: task.steps.length })
      : t('guided.waiting')
  return (
    <>
      <p role="status" className="mt-2 font-medium text-sm tabular-nums">
        {says}
      </p>
      <ol className="mt-1 flex flex-col">
        {task.steps.map(one => (
          <Step key={one.step} {...one} />
        ))}
      </ol>
    </>
  )
}

const Step = ({ step, conversationId, mentionId, doneAt }: GuidedTask['steps'][number]) => {
  const t = words.useT()
  const name = t(`step.${step}`)
  const place = mentionId === null ? { to: `/inbox/${conversationId}` } : { to: '/listen', search: { open: mentionId } }
  return (
    <li className="flex items-start gap-2.5 border-hair border-t py-2 text-sm">
      {doneAt ? (
        <CircleCheck size={16} className="mt-0.5 shrink-0 text-pos" aria-label={t('guided.isDone')} />
      ) : (
        <Circle size={16} className="mt-0.5 shrink-0 text-faint" aria-hidden />
      )}
      <div className="min-w-0 grow">
        {conversationId === null ? (
          <span className="font-medium">{name}</span>
        ) : (
          <PageLink
            {...place}
            aria-label={t('guided.go', { step: name })}
            className="rounded-sm font-medium text-accent-text hover:underline"
          >
            {name}
          </PageLink>
        )}
        <p className="text-muted text-xs">{t(`step.${step}.how`)}</p>
      </div>
    </li>
  )
}
