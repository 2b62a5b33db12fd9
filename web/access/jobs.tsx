/** 설정 → 작업: the queues, and jobs that failed for good with a way to try them again. */
import { CircleCheck } from 'lucide-react'
import { type DeadJob, listDeadJobs, listDeadPiles, listQueues, retryDeadJob } from '../../contract/system.ts'
import { Button } from '../kit/button.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { Piles } from './dead/piles.tsx'
import { words } from './words.ts'

export const JobsPage = () => {
  const t = words.useT()
  const dead = useEndpoint(listDeadJobs, {})
  return (
    <>
      <SettingsHead title={t('jobs.title')} hint={t('jobs.hint')} />
      <Piles />
      <section className="flex flex-col gap-2">
        <h3 className="font-semibold">{t('jobs.dead')}</h3>
        <Loaded query={dead} waiting={<SkeletonRows count={2} hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={CircleCheck} title={t('jobs.deadEmpty')} />
            ) : (
              <DeadTable jobs={items} />
            )
          }
        </Loaded>
      </section>
      <Queues />
    </>
  )
}

const DeadTable = ({ jobs }: { jobs: readonly DeadJob[] }) => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()
  const toasts = useToasts()
  const verb = useVerb(retryDeadJob, {
    draw: (draft, input) => draft.updateItems(listDeadJobs, job => (job.id === input.jobId ? null : job)),
    refetch: [listDeadJobs, listDeadPiles, listQueues],
    onDone: () => toasts.show({ text: t('jobs.retried'), tone: 'good' }),
  })
  return (
    <DataTable
      label={t('jobs.dead')}
      isHeadless
      rows={jobs}
      idOf={job => job.id}
      columns={[
        {
          name: 'queue',
          head: t('jobs.queue'),
          draw: job => (
            <span className="flex flex-col">
              <code className="font-semibold">{job.queue}</code>
              <span className="text-neg text-xs">{job.error}</span>
            </span>
          ),
        },
        {
          name: 'when',
          head: t('jobs.failed'),
          isWide: true,
          className: 'whitespace-nowrap text-muted',
          draw: job => `${formats.past(job.failedAt)} · ${t('jobs.tries', { count: job.tries })}`,
        },
        {
          name: 'retry',
          head: t('jobs.retry'),
          className: 'text-right',
          draw: job =>
            may('system.manage') && (
              <Button size="sm" onClick={() => verb.run({ jobId: job.id })}>
                {t('jobs.retry')}
              </Button>
            ),
        },
      ]}
    />
  )
}

const Queues = () => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(listQueues, {}, { staleMs: 5_000 })
  return (
    <section className="flex flex-col gap-2">
      <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted">{t('jobs.quiet')}</p>
          ) : (
            <DataTable
              label={t('jobs.queue')}
              rows={items}
              idOf={queue => queue.name}
              columns={[
                { name: 'name', head: t('jobs.queue'), draw: queue => <code>{queue.name}</code> },
                {
                  name: 'waiting',
                  head: t('jobs.waiting'),
                  isNumber: true,
                  draw: queue => formats.number(queue.waiting),
                },
                { name: 'active', head: t('jobs.active'), isNumber: true, draw: queue => formats.number(queue.active) },
                {
                  name: 'failed',
                  head: t('jobs.failed'),
                  isNumber: true,
                  draw: queue => (
                    <span className={queue.failed ? 'text-neg' : undefined}>{formats.number(queue.failed)}</span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  )
}
